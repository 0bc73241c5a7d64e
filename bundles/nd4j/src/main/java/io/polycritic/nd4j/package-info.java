/**
 * The only bundle that sees ND4J, JavaCPP and OpenBLAS. It offers them as services and exports none of their packages.
 */
package io.polycritic.nd4j;
