package io.movieai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs tests of a suite on an adapter with a mistake, to see that they notice it. */
final class BrokenAdapters {
    private BrokenAdapters() {}

    /** Checks that each of these tests fails on the adapter, by an assertion or what the adapter throws. */
    static void assertNoticed(Class<?> adapterTest, String... tests) {
        for (String test : tests) {
            Events events = run(adapterTest, test::equals);
            assertThat(events.failed().count())
                    .as("failures of %s on %s", test, adapterTest.getSimpleName())
                    .isPositive();
        }
    }

    /** Checks that all tests of some names pass on the adapter. */
    static void assertPassed(Class<?> adapterTest, Predicate<String> tests) {
        Events events = run(adapterTest, tests);
        assertThat(events.failed().list())
                .as("failures on %s", adapterTest.getSimpleName())
                .isEmpty();
        assertThat(events.succeeded().count()).isPositive();
    }

    private static Events run(Class<?> adapterTest, Predicate<String> tests) {
        List<Method> methods = ReflectionSupport.findMethods(
                adapterTest, method -> tests.test(method.getName()), HierarchyTraversalMode.TOP_DOWN);
        assertThat(methods).as("tests of %s", adapterTest.getSimpleName()).isNotEmpty();
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(methods.stream()
                        .map(method -> selectMethod(adapterTest, method))
                        .toArray(DiscoverySelector[]::new))
                .execute()
                .testEvents();
        assertThat(events.started().count())
                .as("tests of %s that were run: %s", adapterTest.getSimpleName(), Arrays.toString(methods.toArray()))
                .isPositive();
        return events;
    }
}
