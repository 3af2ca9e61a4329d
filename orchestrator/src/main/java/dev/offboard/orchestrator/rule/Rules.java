package dev.offboard.orchestrator.rule;

import dev.offboard.orchestrator.rule.Condition.Answer;
import dev.offboard.orchestrator.saga.FourEyes;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of a policy in their order, ready to be asked. All that hold apply: of approvals the
/// most count, of everything else the last word does.
///
/// Fail secure: a rule that can't be answered changes nothing but who is asked. Then as many others
/// have to approve as any rule of the policy wants, at least one.
public final class Rules {
  public static final Rules NONE = new Rules(List.of(), List.of());

  /// How one that could not be answered is marked.
  public static final String FAILED = "-failed";

  private final List<Rule> rules;
  private final List<Optional<Condition>> conditions;

  private Rules(List<Rule> rules, List<Optional<Condition>> conditions) {
    this.rules = rules;
    this.conditions = conditions;
  }

  /// Never throws: one that can't be checked, such as one of a newer version, fails whenever it is
  /// asked.
  public static Rules of(List<Rule> rules) {
    return rules.isEmpty()
        ? NONE
        : new Rules(List.copyOf(rules), rules.stream().map(Rules::condition).toList());
  }

  private static Optional<Condition> condition(Rule rule) {
    try {
      return Optional.of(Condition.of(rule.when()));
    } catch (Condition.Unfit e) {
      return Optional.empty();
    }
  }

  /// What is wrong with a condition; nothing if it can be kept.
  public static List<RuleProblem> problems(String when) {
    try {
      Condition.of(when);
      return List.of();
    } catch (Condition.Unfit e) {
      return e.problems();
    }
  }

  public List<Rule> list() {
    return rules;
  }

  /// Whether one asks what somebody holds, which costs calls to other services.
  public boolean askForInventory() {
    return conditions.stream()
        .flatMap(Optional::stream)
        .anyMatch(it -> it.variables().stream().anyMatch(Variable::isLookedUp));
  }

  /// What a policy comes to for somebody.
  ///
  /// @param failures of rules that could not be answered, in words
  /// @param notKnown how many rules depend on something that isn't known
  public record Outcome(PolicySnapshot settings, List<String> failures, int notKnown) {}

  /// @param settings those of the policy
  public Outcome apply(PolicySnapshot settings, Facts facts) {
    PolicySnapshot now = settings;
    List<String> failures = new ArrayList<>();
    int notKnown = 0;
    for (int i = 0; i < rules.size(); i++) {
      String code = "rule-" + (i + 1);
      Answer answer =
          conditions
              .get(i)
              .map(it -> it.ask(facts))
              .orElseGet(() -> new Answer.Failed("this version can't read it"));
      switch (answer) {
        case Answer.Holds holds -> now = changed(now, rules.get(i).then(), code);
        case Answer.DoesNot not -> {}
        case Answer.Failed failed -> {
          failures.add(code + ": " + failed.why());
          now = secure(now, code);
        }
        case Answer.NotKnown unknown -> {
          notKnown++;
          failures.add(code + ": it depends on something that is not known");
          now = secure(now, code);
        }
      }
    }
    return new Outcome(now, failures, notKnown);
  }

  private PolicySnapshot secure(PolicySnapshot settings, String code) {
    int most =
        rules.stream()
            .map(rule -> rule.then().approvals())
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .max()
            .orElse(1);
    return changed(settings, new Rule.Then(most, null, null, null), code + FAILED);
  }

  private static PolicySnapshot changed(PolicySnapshot before, Rule.Then then, String code) {
    List<String> applied = new ArrayList<>(before.rules());
    applied.add(code);
    return new PolicySnapshot(
        before.name(),
        before.version(),
        or(then.gracePeriod(), before.gracePeriod()),
        before.deadlines(),
        before.onRefusal(),
        before.attentionAfter(),
        or(then.erase(), before.erase()),
        before.sweeps(),
        or(then.priority(), before.priority()),
        before.otherContract(),
        atLeast(before.fourEyes(), then.approvals()),
        applied);
  }

  private static <T> T or(@Nullable T changed, T before) {
    return changed == null ? before : changed;
  }

  private static FourEyes atLeast(FourEyes before, @Nullable Integer approvals) {
    return approvals == null || approvals <= before.approvals()
        ? before
        : new FourEyes(
            approvals,
            before.within(),
            before.protectedAccount(),
            before.lastAdministrator(),
            before.oneself());
  }
}
