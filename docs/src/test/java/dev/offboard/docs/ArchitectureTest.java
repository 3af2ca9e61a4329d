package dev.offboard.docs;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The boundaries of the house. A rule that fails names who crossed which one.
class ArchitectureTest {
  /// The longest of the codebases we learn from has 210.
  private static final int MAX_CODE_LINES = 210;

  private static final String[] PROOFS = {
    "dev.offboard.audit.merkle..",
    "dev.offboard.audit.note..",
    "dev.offboard.audit.certificate..",
    "dev.offboard.audit.verify..",
    "dev.offboard.audit.witness.."
  };

  private static final JavaClasses MAIN = new ClassFileImporter().importPaths(House.mainClasses());
  private static final JavaClasses TESTS = new ClassFileImporter().importPaths(House.testClasses());

  static List<String> services() {
    return House.SERVICES;
  }

  @Test
  void every_module_is_looked_at() {
    for (String service : House.SERVICES) {
      assertThat(MAIN.containPackage("dev.offboard." + service)).as(service).isTrue();
    }
    assertThat(MAIN.containPackage("dev.offboard.contracts")).isTrue();
    assertThat(MAIN.containPackage("dev.offboard.messaging.dispatch")).isTrue();
    assertThat(MAIN.containPackage("dev.offboard.local")).isTrue();
  }

  @Test
  void contracts_know_the_jdk_only() {
    classes()
        .that()
        .resideInAPackage("dev.offboard.contracts..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "dev.offboard.contracts..")
        .check(MAIN);
  }

  /// Kafka Connect takes them along, which has none of Spring.
  @Test
  void passwords_know_the_jdk_and_kafkas_client_only() {
    classes()
        .that()
        .resideInAPackage("dev.offboard.messaging.password..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.security.auth..",
            "org.apache.kafka.common..",
            "org.jspecify..",
            "dev.offboard.messaging.password..")
        .check(MAIN);
  }

  @Test
  void the_saga_core_knows_the_jdk_and_contracts_only() {
    classes()
        .that()
        .resideInAPackage("dev.offboard.orchestrator.saga..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "dev.offboard.contracts..",
            "dev.offboard.orchestrator.saga..")
        .check(MAIN);
  }

  /// These look at no table with a tenant.
  private static final Set<String> OF_NOBODY =
      Set.of(
          "dev.offboard.messaging.outbox.OutboxRetention",
          "dev.offboard.messaging.outbox.RelayWatch",
          "dev.offboard.orchestrator.signin.Attempts",
          "dev.offboard.orchestrator.signin.SignIns");

  /// What begins by itself sees nothing until it says for whom it works.
  @Test
  void what_is_scheduled_says_whose_rows_it_is_about() {
    methods()
        .that()
        .areAnnotatedWith("org.springframework.scheduling.annotation.Scheduled")
        .should()
        .beDeclaredInClassesThat(
            describe(
                "depend on Tenancy",
                type ->
                    OF_NOBODY.contains(type.getName())
                        || type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(it -> it.getTargetClass().getSimpleName().equals("Tenancy"))))
        .check(MAIN);
  }

  @Test
  void the_saga_core_takes_no_clock() {
    noClasses()
        .that()
        .resideInAPackage("dev.offboard.orchestrator.saga..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(java.time.Clock.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(MAIN);
  }

  @Test
  void the_proofs_know_the_jdk_only() {
    classes()
        .that()
        .resideInAnyPackage("dev.offboard.audit.merkle..", "dev.offboard.audit.note..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify..", "dev.offboard.audit.merkle..", "dev.offboard.audit.note..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("dev.offboard.audit.merkle..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.offboard.audit.note..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAnyPackage("dev.offboard.audit.merkle..", "dev.offboard.audit.note..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.sql..", "java.nio.file..")
        .check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("services")
  void a_service_knows_no_other_service(String service) {
    String[] others =
        House.SERVICES.stream()
            .filter(other -> !other.equals(service))
            .map(other -> "dev.offboard." + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("dev.offboard." + service + "..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(others).and(resideInAnyPackage(PROOFS).negate()))
        .check(MAIN);
  }

  /// The verifier's mathematics is nobody's: the page that shows a proof checks it.
  @Test
  void of_the_orchestrator_only_the_audit_page_verifies() {
    noClasses()
        .that()
        .resideInAPackage("dev.offboard.orchestrator..")
        .and()
        .resideOutsideOfPackage("dev.offboard.orchestrator.portal.audit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(PROOFS)
        .check(MAIN);
  }

  @Test
  void messaging_and_the_local_runtime_know_no_service() {
    String[] services =
        House.SERVICES.stream().map(s -> "dev.offboard." + s + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage("dev.offboard.messaging..", "dev.offboard.local..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(services).and(resideInAnyPackage(PROOFS).negate()))
        .check(MAIN);
  }

  @Test
  void the_verifier_knows_no_service() {
    classes()
        .that()
        .resideInAnyPackage(PROOFS)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "com.sun.net.httpserver..", "org.jspecify..")
                .or(resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson.annotation.."))
                .or(resideInAnyPackage(PROOFS)))
        .check(MAIN);
    noClasses()
        .that()
        .resideInAnyPackage(PROOFS)
        .and()
        .resideOutsideOfPackage("dev.offboard.audit.certificate..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(MAIN);
  }

  @Test
  void messaging_is_layered_by_concept() {
    noClasses()
        .that()
        .resideInAPackage("dev.offboard.messaging.wire..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.offboard.messaging..")
                .and(resideInAnyPackage("dev.offboard.messaging.wire..").negate()))
        .check(MAIN);
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.offboard.messaging.outbox..",
            "dev.offboard.messaging.inbox..",
            "dev.offboard.messaging.access..",
            "dev.offboard.messaging.chassis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.offboard.messaging.dispatch..", "dev.offboard.messaging.participant..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("dev.offboard.messaging.dispatch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.offboard.messaging.participant..")
        .check(MAIN);
  }

  @ParameterizedTest
  @MethodSource("services")
  void concepts_of_a_service_form_no_cycle(String service) {
    slices().matching("dev.offboard." + service + ".(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void packages_are_concepts_not_layers() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..controller..",
            "..controllers..",
            "..service..",
            "..services..",
            "..repository..",
            "..repositories..",
            "..model..",
            "..dto..",
            "..util..",
            "..utils..",
            "..common..")
        .check(MAIN);
  }

  @Test
  void names_say_what_a_thing_is() {
    noClasses().should().haveNameMatching(".*(Impl|Manager|Util|Utils|Helper)").check(MAIN);
  }

  @Test
  void nobody_sleeps() {
    for (JavaClasses some : List.of(MAIN, TESTS)) {
      noClasses().should().callMethod(Thread.class, "sleep", long.class).check(some);
      noClasses().should().callMethod(Thread.class, "sleep", java.time.Duration.class).check(some);
      noClasses()
          .should()
          .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class)
          .check(some);
    }
  }

  @Test
  void dependencies_come_through_the_constructor() {
    fields()
        .should()
        .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .andShould()
        .notBeAnnotatedWith("jakarta.inject.Inject")
        .check(MAIN);
  }

  @Test
  void tests_are_named_after_facts() {
    methods()
        .that()
        .areAnnotatedWith("org.junit.jupiter.api.Test")
        .or()
        .areAnnotatedWith("org.junit.jupiter.params.ParameterizedTest")
        .should()
        .haveNameMatching("[a-z0-9]+(_[a-z0-9]+)+")
        .andShould()
        .beDeclaredInClassesThat()
        .haveNameMatching(".*(Test|SliceTest|IT)(\\$.*)?")
        .check(TESTS);
  }

  @Test
  void every_package_says_what_it_is_for_and_is_null_marked() {
    for (Path file : House.javaFiles()) {
      if (!file.toString().contains("/src/main/java/")) {
        continue;
      }
      assertThat(file.resolveSibling("package-info.java"))
          .exists()
          .content()
          .contains("@NullMarked")
          .startsWith("///");
    }
  }

  @Test
  void no_class_outgrows_one_look() {
    Pattern code = Pattern.compile("^[ \\t]*+(?!//|\\*|/\\*|$).+$", Pattern.MULTILINE);
    for (Path file : House.javaFiles()) {
      if (file.toString().contains("/src/main/java/")) {
        assertThat(code.matcher(House.text(file)).results().count())
            .as(House.ROOT.relativize(file) + ": code lines")
            .isLessThanOrEqualTo(MAX_CODE_LINES);
      }
    }
  }

  @Test
  void the_rules_above_see_classes() {
    assertThat(MAIN.that(alwaysTrue()).size()).isGreaterThan(100);
    assertThat(TESTS.size()).isGreaterThan(10);
  }
}
