package io.movieai.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A rule that nothing can break is no rule: each condition is shown classes that break it, and classes that do not. */
class ArchitectureConditionsTest {

    @Test
    void keepOutOfItsApi_vendorAnywhereInASignature_isReported() {
        assertThat(leaks(ApiFixtures.Leaks.class))
                .hasSize(6)
                .anyMatch(leak -> leak.contains("Leaks.field exposes picocli.CommandLine"))
                .anyMatch(leak -> leak.contains("returned()"))
                .anyMatch(leak -> leak.contains("argument(java.util.List)"))
                .anyMatch(leak -> leak.contains("thrown()"))
                .anyMatch(leak -> leak.contains("array("))
                .anyMatch(leak -> leak.contains("is declared with"));
    }

    @Test
    void keepOutOfItsApi_vendorInsideOnly_isFine() {
        assertThat(leaks(ApiFixtures.Hides.class)).isEmpty();
        assertThat(leaks(PackagePrivate.class)).isEmpty();
    }

    @Test
    void holdNoMutableStaticState_stateThatCanChange_isReported() {
        assertThat(mutableState(Mutable.class))
                .hasSize(4)
                .anyMatch(state -> state.contains("counter"))
                .anyMatch(state -> state.contains("ATOMIC"))
                .anyMatch(state -> state.contains("TABLE"))
                .anyMatch(state -> state.contains("BUFFER"));
        assertThat(mutableState(Cache.class)).singleElement().asString().contains("java.util.HashMap");
    }

    @Test
    void holdNoMutableStaticState_constants_areFine() {
        assertThat(mutableState(Constants.class)).isEmpty();
    }

    private static List<String> leaks(Class<?> type) {
        return violations(ArchitectureConditions.keepOutOfItsApi(ArchitectureTest.VENDOR), type);
    }

    private static List<String> mutableState(Class<?> type) {
        return violations(ArchitectureConditions.holdNoMutableStaticState(), type);
    }

    private static List<String> violations(ArchCondition<JavaClass> condition, Class<?> type) {
        return classes()
                .should(condition)
                .evaluate(new ClassFileImporter().importClasses(type))
                .getFailureReport()
                .getDetails();
    }

    /** No caller outside the package can reach it. */
    static final class PackagePrivate {
        public final CommandLine field = new CommandLine(this);
    }

    static final class Mutable {
        static final AtomicInteger ATOMIC = new AtomicInteger();
        static final int[] TABLE = {1, 2};
        static final StringBuilder BUFFER = new StringBuilder();
        static int counter;

        private Mutable() {}
    }

    static final class Cache {
        private static final Map<String, List<String>> ENTRIES = new HashMap<>();

        private Cache() {}

        static List<String> get(String key) {
            return ENTRIES.computeIfAbsent(key, unused -> new ArrayList<>());
        }
    }

    static final class Constants {
        static final String NAME = "name";
        static final RoundingMode MODE = RoundingMode.HALF_EVEN;
        static final List<String> NAMES = List.of("a", "b");
        private static final int[] TABLE = {1, 2};

        private Constants() {}

        static int sum() {
            return TABLE[0] + TABLE[1];
        }
    }
}
