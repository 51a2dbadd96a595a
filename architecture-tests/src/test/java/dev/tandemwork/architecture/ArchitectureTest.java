package dev.tandemwork.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
    /** Fewer means that the rules scan nothing; raise it as the tree grows. */
    private static final int FEWEST_CLASSES = 500;

    private static final Set<String> ALLOWED_IN_CORE =
            Set.of("java.", "com.fasterxml.jackson.", "com.google.common.", "org.slf4j.", "org.jspecify.annotations.");

    @Test
    void rules_scanSomething_ofEveryModule() {
        Set<String> scanned = Tree.CLASSES.stream().map(Tree::moduleOf).collect(toSet());

        assertThat(Tree.CLASSES).hasSizeGreaterThan(FEWEST_CLASSES);
        assertThat(scanned).isEqualTo(Tree.modulesOnDisk());
    }

    @Test
    void packages_areFreeOfCycles() {
        slices().assignedFrom(new Features()).should().beFreeOfCycles().check(Tree.CLASSES);
    }

    @Test
    void packages_areNullMarked() {
        assertThat(Tree.CLASSES.stream().map(JavaClass::getPackage).distinct())
                .filteredOn(found -> !found.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .as("packages without a @NullMarked package-info")
                .isEmpty();
    }

    @Test
    void internalPackages_areUsedByTheirOwnModuleOnly() {
        classes()
                .should(Conditions.notDepend("use no internal package of another module", this::reachesInside))
                .check(Tree.CLASSES);
    }

    @Test
    void core_dependsOnFewThings_andOnNoOtherModule() {
        classes()
                .that(are(of(Tree.CORE)))
                .should(Conditions.notDepend("depend on " + ALLOWED_IN_CORE + " only", this::isTooMuchForCore))
                .check(Tree.CLASSES);
    }

    @Test
    void core_showsNoTypeOfGuavaOrJackson() {
        Set<String> exported = Tree.exportedByCore();

        assertThat(exported).contains("dev.tandemwork");
        classes()
                .that(are(of(Tree.CORE)))
                .and(are(DescribedPredicate.describe("exported", type -> isExported(type, exported))))
                .should(Conditions.notShow("show no type of Guava or Jackson", this::isHidden))
                .check(Tree.CLASSES);
    }

    @Test
    void names_sayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveNameMatching(".*[.$](\\w*(Utils?|Helper|Manager)|Abstract\\w*)")
                .check(Tree.CLASSES);
    }

    @Test
    void mainCode_neverSleeps() {
        noClasses()
                .should()
                .callMethodWhere(target(name("sleep"))
                        .and(target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))))
                .check(Tree.CLASSES);
    }

    @Test
    void onlyTheCommandLine_printsToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tandemwork.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(Tree.CLASSES);
    }

    private boolean reachesInside(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        return Tree.isOurs(target)
                && (target.getPackageName() + ".").contains(".internal.")
                && !Tree.moduleOf(target).equals(Tree.moduleOf(dependency.getOriginClass()));
    }

    private boolean isTooMuchForCore(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (Tree.isOurs(target)) {
            return !Tree.moduleOf(target).equals(Tree.CORE);
        }
        return !target.isPrimitive() && ALLOWED_IN_CORE.stream().noneMatch(target.getName()::startsWith);
    }

    private static boolean isExported(JavaClass type, Set<String> exported) {
        return exported.contains(type.getPackageName()) && Conditions.isVisible(type);
    }

    private boolean isHidden(JavaClass type) {
        return type.getName().startsWith("com.google.") || type.getName().startsWith("com.fasterxml.");
    }

    private static DescribedPredicate<JavaClass> of(String module) {
        return DescribedPredicate.describe(
                "of " + module, type -> Tree.moduleOf(type).equals(module));
    }

    /** A slice is a package; that of a feature includes the {@code internal} packages below it. */
    private static final class Features implements SliceAssignment {
        @Override
        public String getDescription() {
            return "a package with its internals";
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(
                    type.getPackageName().replaceFirst("(?<=tandemwork\\.[a-z]{1,40})\\.internal\\b.*", ""));
        }
    }
}
