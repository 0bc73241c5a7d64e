package io.polycritic.engine;

import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.catalog.Catalog;

/** The platform's services that runs use. */
record Services(Catalog catalog, Compute compute, LinearAlgebra linearAlgebra) {}
