package io.movieai.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** The root packages of the modules around the core; what is in none of them is core. */
    private static final List<String> MODULES = List.of(
            "io.movieai.embedding.onnx",
            "io.movieai.store.lucene",
            "io.movieai.store.chroma",
            "io.movieai.llm.qwen",
            "io.movieai.recsys",
            "io.movieai.testkit",
            "io.movieai.app");

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.movieai");

    private static final DescribedPredicate<JavaClass> CORE = resideInAPackage("io.movieai..")
            .and(DescribedPredicate.not(resideInAnyPackage(
                    MODULES.stream().map(module -> module + "..").toArray(String[]::new))))
            .as("the core");

    /** What a public signature may name: the JDK, our own types, and the annotations and interfaces of the two libraries the core has. */
    static final DescribedPredicate<JavaClass> VENDOR = DescribedPredicate.not(
                    resideInAnyPackage("java..", "javax..", "io.movieai..", "org.slf4j..", "org.jspecify..")
                            .or(DescribedPredicate.describe("primitive", JavaClass::isPrimitive)))
            .as("a vendor's type");

    @Test
    void importedClasses_ofEveryModule_areThere() {
        Set<String> packages =
                PRODUCTION.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages)
                .contains(
                        "io.movieai",
                        "io.movieai.embedding.onnx",
                        "io.movieai.store.lucene",
                        "io.movieai.store.chroma",
                        "io.movieai.llm.qwen",
                        "io.movieai.recsys",
                        "io.movieai.testkit",
                        "io.movieai.app");
    }

    @Test
    void core_dependencies_areTheJdkSlf4jAndJspecify() {
        classes()
                .that(CORE)
                .should()
                .onlyDependOnClassesThat(CORE.or(resideInAnyPackage("java..", "org.slf4j..", "org.jspecify..")))
                .check(PRODUCTION);
    }

    @Test
    void modulesAroundTheCore_neverDependOnEachOther() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return MODULES.stream()
                                .filter(module -> !module.equals("io.movieai.app"))
                                .filter(module -> type.getPackageName().equals(module)
                                        || type.getPackageName().startsWith(module + "."))
                                .findFirst()
                                .map(SliceIdentifier::of)
                                .orElseGet(SliceIdentifier::ignore);
                    }

                    @Override
                    public String getDescription() {
                        return "the modules around the core";
                    }
                })
                .should()
                .notDependOnEachOther()
                .check(PRODUCTION);
    }

    @Test
    void libraries_neverDependOnTheApplication() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.movieai.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.movieai.app..")
                .check(PRODUCTION);
    }

    @Test
    void publicSignatures_nameNoVendor() {
        classes()
                .that()
                .resideOutsideOfPackages("io.movieai.app..", "io.movieai.testkit..")
                .should(ArchitectureConditions.keepOutOfItsApi(VENDOR))
                .check(PRODUCTION);
    }

    @Test
    void staticFields_holdNoMutableState() {
        classes().should(ArchitectureConditions.holdNoMutableStaticState()).check(PRODUCTION);
    }

    @Test
    void packages_areNullMarked() {
        List<String> unmarked = PRODUCTION.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(unit -> !unit.getClasses().isEmpty())
                .filter(unit -> unit.tryGetPackageInfo()
                        .map(info -> !info.isAnnotatedWith(NullMarked.class))
                        .orElse(true))
                .map(unit -> unit.getName())
                .sorted()
                .toList();

        assertThat(unmarked)
                .as("packages without a @NullMarked package-info.java")
                .isEmpty();
    }
}
