package io.movieai.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the architecture rules check of one class. */
final class ArchitectureConditions {

    /** Interfaces whose implementations may change; a static field may hold one that is unmodifiable, never one that grows. */
    private static final Set<String> COLLECTION_INTERFACES =
            Set.of("java.util.Collection", "java.util.List", "java.util.Map", "java.util.Set");

    /** Calls in a static initializer that build a collection which can change afterwards. */
    private static final Set<String> MUTABLE_FACTORIES = Set.of(
            "java.util.Arrays.asList",
            "java.util.EnumSet.allOf",
            "java.util.EnumSet.copyOf",
            "java.util.EnumSet.noneOf",
            "java.util.EnumSet.of",
            "java.util.EnumSet.range");

    private ArchitectureConditions() {}

    /** Every type in the signature of a public or protected member that a caller outside the module can reach. */
    static ArchCondition<JavaClass> keepOutOfItsApi(Predicate<JavaClass> vendor) {
        return new ArchCondition<>("keep vendor types out of public and protected signatures") {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                if (!isReachable(owner)) {
                    return;
                }
                Stream.of(
                                owner.getSuperclass().stream(),
                                owner.getInterfaces().stream(),
                                owner.getTypeParameters().stream())
                        .flatMap(types -> types)
                        .forEach(type -> report(owner, owner.getName() + " is declared with", type, events));
                owner.getMembers().stream()
                        .filter(ArchitectureConditions::isVisible)
                        .forEach(member -> signature(member)
                                .forEach(type -> report(owner, member.getFullName() + " exposes", type, events)));
            }

            private void report(JavaClass owner, String what, JavaType type, ConditionEvents events) {
                type.getAllInvolvedRawTypes().stream()
                        .map(JavaClass::getBaseComponentType)
                        .filter(vendor)
                        .forEach(leak -> events.add(SimpleConditionEvent.violated(owner, what + " " + leak.getName())));
            }
        };
    }

    /** No static field can be assigned again, and none holds an array, a buffer or a collection that can be changed. */
    static ArchCondition<JavaClass> holdNoMutableStaticState() {
        return new ArchCondition<>("hold no mutable static state") {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                owner.getFields().stream()
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .forEach(field -> check(field, events));
            }

            private void check(JavaField field, ConditionEvents events) {
                JavaClass type = field.getRawType();
                if (!field.getModifiers().contains(JavaModifier.FINAL)) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is static and not final"));
                } else if (type.isArray()) {
                    if (!field.getModifiers().contains(JavaModifier.PRIVATE)) {
                        events.add(SimpleConditionEvent.violated(
                                field, field.getFullName() + " is a static array that others can write to"));
                    }
                } else if (COLLECTION_INTERFACES.contains(type.getName())) {
                    staticInitializer(field.getOwner())
                            .flatMap(initializer -> mutableCollections(initializer).stream())
                            .forEach(builder -> events.add(SimpleConditionEvent.violated(
                                    field,
                                    field.getFullName() + " is a static collection in a class that builds " + builder
                                            + " in its static initializer")));
                } else if (isStatefulJdkType(type)) {
                    events.add(SimpleConditionEvent.violated(
                            field, field.getFullName() + " is a static " + type.getName() + ", which can change"));
                }
            }
        };
    }

    private static boolean isStatefulJdkType(JavaClass type) {
        return type.getPackageName().startsWith("java.")
                && !type.isEnum()
                && (type.getPackageName().startsWith("java.util.concurrent")
                        || type.getPackageName().equals("java.nio")
                        || type.getPackageName().equals("java.text")
                        || type.isAssignableTo("java.util.Collection")
                        || type.isAssignableTo("java.util.Map")
                        || type.isAssignableTo("java.lang.Appendable")
                        || type.isAssignableTo("java.lang.ThreadLocal")
                        || type.isAssignableTo("java.util.BitSet")
                        || type.isAssignableTo("java.util.random.RandomGenerator")
                        || type.isAssignableTo("java.util.Date")
                        || type.isAssignableTo("java.util.Calendar"));
    }

    private static Stream<JavaCodeUnit> staticInitializer(JavaClass owner) {
        return owner.getStaticInitializer().stream().map(initializer -> (JavaCodeUnit) initializer);
    }

    private static List<String> mutableCollections(JavaCodeUnit initializer) {
        Stream<String> constructed = initializer.getConstructorCallsFromSelf().stream()
                .map(call -> call.getTargetOwner())
                .filter(built -> built.isAssignableTo("java.util.Collection") || built.isAssignableTo("java.util.Map"))
                .map(built -> "a " + built.getName());
        Stream<String> made = initializer.getMethodCallsFromSelf().stream()
                .map(call -> call.getTargetOwner().getName() + "." + call.getName())
                .filter(MUTABLE_FACTORIES::contains);
        return Stream.concat(constructed, made).distinct().toList();
    }

    private static boolean isReachable(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass()
                        .map(ArchitectureConditions::isReachable)
                        .orElse(true);
    }

    private static boolean isVisible(JavaMember member) {
        return isVisible(member.getModifiers()) && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaType> signature(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit codeUnit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(codeUnit.getReturnType()),
                        codeUnit.getParameterTypes().stream(),
                        codeUnit.getTypeParameters().stream(),
                        codeUnit.getExceptionTypes().stream())
                .flatMap(types -> types);
    }
}
