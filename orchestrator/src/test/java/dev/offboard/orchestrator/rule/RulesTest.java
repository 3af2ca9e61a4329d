package dev.offboard.orchestrator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Priority;
import dev.offboard.orchestrator.rule.Rule.Then;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import dev.offboard.orchestrator.saga.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private static final PolicySnapshot SETTINGS =
      new PolicySnapshot("leaver", 3, Duration.ofDays(7), Map.of(), Refusal.HOLD, 5);
  private static final Then ONE = new Then(1, null, null, null);
  private static final Then TWO = new Then(2, null, null, null);

  private static final Facts FACTS =
      Facts.none()
          .with(Variable.TENANT, "acme")
          .with(Variable.USER_KIND, "contractor")
          .with(Variable.USER_ADMINISTRATOR, false)
          .with(Variable.REQUEST_AT, Instant.parse("2026-11-23T10:00:00Z"))
          .with(Variable.REQUEST_AHEAD, Duration.ofHours(1))
          .with(Variable.INVENTORY_APPLICATIONS, List.of("crm", "wiki"))
          .with(Variable.INVENTORY_API_KEYS, 3L);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "user.kind == 'contractor' | 1",
        "user.kind == 'employee' | 0",
        "'crm' in inventory.applications && inventory.apiKeys >= 3 | 1",
        "size(inventory.applications) > 2 | 0",
        "request.ahead < duration('2h') | 1",
        "request.at.getDayOfWeek() == 1 | 1",
        "tenant.startsWith('ac') | 1",
        "tenant.matches('^[a-c]+$') | 0",
      })
  void a_condition_says_whether_its_rule_applies(String when, int approvals) {
    assertThat(Rules.problems(when)).isEmpty();
    assertThat(applied(new Rule(when, ONE, "")).settings().fourEyes().approvals())
        .isEqualTo(approvals);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "user.kind | 5 | expected type 'bool' but found 'string'",
        "user.knd == 'x' | 1 | expected one of: tenant, user.kind",
        "user.kind == 3 | 11 | no matching overload",
        "user.kind == | 13 | mismatched input",
        "inventory.applications.exists(x, x == 'crm') | 30 | there are no loops",
        "[1, 2].map(x, x * 2).size() == 2 | 11 | there are no loops",
      })
  void what_is_wrong_is_said_with_its_place(String when, int column, String words) {
    assertThat(Rules.problems(when))
        .anySatisfy(
            problem -> {
              assertThat(problem.line()).isEqualTo(1);
              assertThat(problem.column()).isEqualTo(column);
              assertThat(problem.message()).contains(words);
            });
  }

  @Test
  void what_is_too_long_or_too_deep_is_refused() {
    assertThat(Rules.problems("tenant == '%s'".formatted("x".repeat(1000)))).isNotEmpty();
    assertThat(Rules.problems("(".repeat(100) + "true" + ")".repeat(100))).isNotEmpty();
    assertThat(Rules.problems("(".repeat(490) + "true" + ")".repeat(490))).isNotEmpty();
    assertThat(Rules.problems(" ")).isNotEmpty();
  }

  @Test
  void all_that_hold_apply_and_of_approvals_the_most_count() {
    Rules.Outcome outcome =
        applied(
            new Rule("true", new Then(2, Duration.ofDays(30), null, null), ""),
            new Rule("false", new Then(null, Duration.ZERO, null, null), ""),
            new Rule("true", new Then(1, null, Erase.NEVER, Priority.URGENT), ""));
    assertThat(outcome.settings().fourEyes().approvals()).isEqualTo(2);
    assertThat(outcome.settings().gracePeriod()).isEqualTo(Duration.ofDays(30));
    assertThat(outcome.settings().erase()).isEqualTo(Erase.NEVER);
    assertThat(outcome.settings().priority()).isEqualTo(Priority.URGENT);
    assertThat(outcome.settings().rules()).containsExactly("rule-1", "rule-3");
    assertThat(outcome.failures()).isEmpty();
  }

  @Test
  void one_that_fails_asks_for_the_most_approvals_of_any_and_changes_nothing_else() {
    Rule failing =
        new Rule("inventory.apiKeys / 0 > 1", new Then(null, Duration.ZERO, null, null), "");
    assertThat(applied(failing).settings().fourEyes().approvals()).isEqualTo(1);
    Rules.Outcome outcome = applied(failing, new Rule("false", TWO, ""));
    assertThat(outcome.settings().fourEyes().approvals()).isEqualTo(2);
    assertThat(outcome.settings().gracePeriod()).isEqualTo(SETTINGS.gracePeriod());
    assertThat(outcome.settings().rules()).containsExactly("rule-1-failed");
    assertThat(outcome.failures()).containsExactly("rule-1: DIVIDE_BY_ZERO");
  }

  @Test
  void one_that_this_version_cannot_read_or_whose_facts_are_missing_fails_too() {
    Rules.Outcome outcome =
        applied(new Rule("user.newerField", ONE, ""), new Rule("user.protected", TWO, ""));
    assertThat(outcome.settings().rules()).containsExactly("rule-1-failed", "rule-2-failed");
    assertThat(outcome.settings().fourEyes().approvals()).isEqualTo(2);
    assertThat(outcome.notKnown()).isEqualTo(1);
  }

  @Test
  void what_decides_without_the_missing_fact_is_known() {
    Rules.Outcome outcome = applied(new Rule("user.protected && user.administrator", ONE, ""));
    assertThat(outcome.notKnown()).isZero();
    assertThat(outcome.settings().rules()).isEmpty();
  }

  @Test
  void others_are_asked_only_for_what_a_rule_asks() {
    assertThat(Rules.of(List.of(new Rule("user.protected", ONE, ""))).askForInventory()).isFalse();
    assertThat(Rules.of(List.of(new Rule("inventory.apiKeys > 1", ONE, ""))).askForInventory())
        .isTrue();
  }

  private static Rules.Outcome applied(Rule... rules) {
    return Rules.of(List.of(rules)).apply(SETTINGS, FACTS);
  }
}
