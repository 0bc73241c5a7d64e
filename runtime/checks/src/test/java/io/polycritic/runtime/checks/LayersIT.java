package io.polycritic.runtime.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may depend on whom, held against the manifests and the byte code of what is shipped. */
class LayersIT {
    /** Libraries of others that plugins may use. A new one is entered here. */
    private static final Set<String> FOR_PLUGINS = Set.of("org.ode4j.core");

    /** Platform bundles whose packages other platform bundles use. */
    private static final Set<String> EXPORTING = Set.of(
            "io.polycritic.catalog",
            "io.polycritic.compute",
            "io.polycritic.conditions",
            "io.polycritic.database",
            "io.polycritic.store");

    /** Code for tests, which is never shipped. */
    private static final Set<String> TEST_KITS = Set.of(
            "bundles/http-testkit", "bundles/onnx-testkit", "bundles/database-testkit", "bundles/compute-benchmarks");

    private static final String NATIVE = "io.polycritic.nd4j";

    private static House house;
    private static JavaClasses code;

    @BeforeAll
    static void read() throws IOException {
        house = House.open();
        List<JarFile> jars = new ArrayList<>();
        for (Bundle bundle : house.ours()) {
            jars.add(new JarFile(bundle.jar().toFile()));
        }
        code = new ClassFileImporter().importJars(jars);
        for (JarFile jar : jars) {
            jar.close();
        }
    }

    @Test
    void arrowsPointOneWay() {
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : house.ours()) {
            for (String name : bundle.imports()) {
                Bundle exporter = house.exporter(name);
                if (exporter != null && !allowed(bundle, exporter)) {
                    wrong.add(bundle.name() + " must not use " + exporter.name() + " (" + name + ")");
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static boolean allowed(Bundle from, Bundle to) {
        if (from.layer() == Layer.PLUGIN && to.layer() == Layer.OTHER) {
            return FOR_PLUGINS.contains(to.name());
        }
        return from.layer().mayUse().contains(to.layer());
    }

    @Test
    void onlyTheApiAndSharedCodeIsExported() {
        for (Bundle bundle : house.ours()) {
            boolean may =
                    bundle.layer() == Layer.API || bundle.layer() == Layer.LIBRARY || EXPORTING.contains(bundle.name());
            assertEquals(may, !bundle.exports().isEmpty(), bundle.name() + " exports " + bundle.exports());
        }
    }

    @Test
    void nothingIsWiredByChance() {
        for (Bundle bundle : house.ours()) {
            assertFalse(bundle.headers().containsKey("DynamicImport-Package"), bundle.name());
            assertFalse(bundle.headers().containsKey("Require-Bundle"), bundle.name());
            for (Header.Clause clause : bundle.clauses("Import-Package")) {
                assertFalse(clause.optional(), bundle.name() + " imports " + clause.name() + " optionally");
            }
        }
    }

    @Test
    void librariesHaveNoComponents() {
        for (Bundle bundle : house.of(Layer.LIBRARY)) {
            assertFalse(bundle.headers().containsKey("Service-Component"), bundle.name());
        }
    }

    @Test
    void bundlesAreNamedAfterTheirFolders() throws IOException {
        for (Path parent : List.of(Path.of("bundles"), Path.of("plugins"))) {
            for (String module : modules(parent)) {
                String name = "io.polycritic." + (parent.endsWith("plugins") ? "plugins." : "")
                        + module.replace('/', '.').replace('-', '.');
                boolean shipped =
                        house.ours().stream().anyMatch(bundle -> bundle.name().equals(name));
                boolean kit = TEST_KITS.contains(parent + "/" + module);
                assertEquals(!kit, shipped, name + " must be a dependency of runtime/distribution");
            }
        }
    }

    private static List<String> modules(Path parent) throws IOException {
        Matcher module = Pattern.compile("<module>([^<]+)</module>")
                .matcher(Files.readString(house.root().resolve(parent).resolve("pom.xml")));
        return module.results().map(found -> found.group(1)).toList();
    }

    @Test
    void onlyOneBundleSeesNd4j() {
        noClasses()
                .that()
                .resideOutsideOfPackage(NATIVE + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
                .check(code);
    }

    @Test
    void partsAreFinal() {
        classes()
                .that()
                .resideInAPackage("io.polycritic.plugins..")
                .and()
                .areAssignableTo("io.polycritic.api.plugin.Part")
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(code);
    }

    @Test
    void pluginsKeepNothingInStaticFields() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.polycritic.plugins..")
                .should()
                .beFinal()
                .check(code);
    }

    @Test
    void pluginsDoNotReadTheClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.polycritic.plugins..", "io.polycritic.nn..", "io.polycritic.rl..", "io.polycritic.search..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(code);
    }
}
