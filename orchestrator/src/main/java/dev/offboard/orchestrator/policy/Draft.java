package dev.offboard.orchestrator.policy;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.orchestrator.policy.Fields.Range;
import dev.offboard.orchestrator.policy.PolicyBody.RuleBody;
import dev.offboard.orchestrator.policy.PolicyBody.ThenBody;
import dev.offboard.orchestrator.rule.Rule;
import dev.offboard.orchestrator.rule.RuleProblem;
import dev.offboard.orchestrator.rule.Rules;
import dev.offboard.orchestrator.saga.FourEyes;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A policy as somebody would have it, with everything that is wrong about it. Nothing is kept yet.
///
/// @param policy of what is wrong, as it was before
public record Draft(Policy policy, List<FieldProblem> problems) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int MOST_RULES = 20;
  private static final int MOST_SWEEPS = 10;
  private static final int LONGEST_WORDS = 300;
  private static final Range ATTENTION = new Range(1, 100);
  private static final Range APPROVALS = new Range(0, 2);
  private static final Range OF_A_RULE = new Range(1, 2);

  public Draft {
    problems = List.copyOf(problems);
  }

  /// @param before what an absent field is taken from
  public static Draft of(PolicyBody body, Policy before) {
    Fields fields = new Fields();
    PolicySnapshot now = before.settings();
    Erase erase = fields.choice("erase", body.erase(), now.erase());
    requireKept(fields, "erase", before.scope(), erase);
    PolicySnapshot settings =
        new PolicySnapshot(
            now.name(),
            now.version(),
            fields.duration("gracePeriod", body.gracePeriod(), now.gracePeriod(), Duration.ZERO),
            deadlines(fields, body.deadlines(), now.deadlines()),
            fields.choice("onRefusal", body.onRefusal(), now.onRefusal()),
            fields.number("attentionAfter", body.attentionAfter(), now.attentionAfter(), ATTENTION),
            erase,
            sweeps(fields, body.sweeps(), now.sweeps()),
            fields.choice("priority", body.priority(), now.priority()),
            fields.choice("otherContract", body.otherContract(), now.otherContract()),
            fourEyes(fields, body, now.fourEyes()));
    Rules rules =
        body.rules() == null
            ? before.rules()
            : Rules.of(new Draft.RuleReader(fields, before.scope()).rules(body.rules()));
    return new Draft(
        new Policy(before.reason(), before.scope(), settings, rules), fields.problems());
  }

  private static FourEyes fourEyes(Fields fields, PolicyBody body, FourEyes now) {
    return new FourEyes(
        fields.number("approvals", body.approvals(), now.approvals(), APPROVALS),
        fields.duration("approveWithin", body.approveWithin(), now.within(), SHORTEST),
        fields.choice("protectedAccount", body.protectedAccount(), now.protectedAccount()),
        fields.choice("lastAdministrator", body.lastAdministrator(), now.lastAdministrator()),
        fields.choice("oneself", body.oneself(), now.oneself()));
  }

  private static void requireKept(Fields fields, String field, Scope scope, @Nullable Erase erase) {
    if (scope == Scope.ROLES && erase == Erase.AFTER_GRACE_PERIOD) {
      fields.wrong(field, "AFTER_GRACE_PERIOD (expected: NEVER, because the account is kept)");
    }
  }

  private static Map<Phase, Duration> deadlines(
      Fields fields, @Nullable Map<String, String> written, Map<Phase, Duration> before) {
    if (written == null) {
      return before;
    }
    Map<Phase, Duration> deadlines = new EnumMap<>(Phase.class);
    written.forEach(
        (name, text) -> {
          String field = "deadlines." + name;
          try {
            deadlines.put(Phase.of(name), fields.duration(field, text, SHORTEST, SHORTEST));
          } catch (IllegalArgumentException e) {
            fields.wrong(field, "is no phase (expected one of: revoke, erase, reinstate, seal)");
          }
        });
    return deadlines;
  }

  private static List<Duration> sweeps(
      Fields fields, @Nullable List<String> written, List<Duration> before) {
    if (written == null) {
      return before;
    }
    if (written.size() > MOST_SWEEPS) {
      fields.wrong(
          "sweeps", "%d of them (expected: at most %d)".formatted(written.size(), MOST_SWEEPS));
      return before;
    }
    return written.stream()
        .map(text -> fields.duration("sweeps", text, SHORTEST, SHORTEST))
        .distinct()
        .toList();
  }

  /// Reads rules, each checked as the language checks it.
  private record RuleReader(Fields fields, Scope scope) {
    List<Rule> rules(List<RuleBody> written) {
      if (written.size() > MOST_RULES) {
        fields.wrong(
            "rules", "%d of them (expected: at most %d)".formatted(written.size(), MOST_RULES));
        return List.of();
      }
      List<Rule> rules = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        rules.add(rule("rules[%d]".formatted(i), written.get(i)));
      }
      return rules;
    }

    private Rule rule(String where, RuleBody body) {
      String when = body.when() == null ? "" : body.when().strip();
      for (RuleProblem problem : Rules.problems(when)) {
        fields.wrong(where + ".when", problem.toString());
      }
      ThenBody then = body.then();
      Rule.Then read =
          then == null ? new Rule.Then(null, null, null, null) : then(where + ".then", then);
      if (read.isNothing()) {
        fields.wrong(
            where + ".then",
            "changes nothing (expected: approvals, gracePeriod, erase or priority)");
      }
      requireKept(fields, where + ".then.erase", scope, read.erase());
      return new Rule(when, read, fields.text(where + ".words", body.words(), LONGEST_WORDS));
    }

    private Rule.Then then(String where, ThenBody body) {
      return new Rule.Then(
          body.approvals() == null
              ? null
              : (Integer) fields.number(where + ".approvals", body.approvals(), 1, OF_A_RULE),
          body.gracePeriod() == null
              ? null
              : fields.duration(
                  where + ".gracePeriod", body.gracePeriod(), Duration.ZERO, Duration.ZERO),
          body.erase() == null ? null : fields.choice(where + ".erase", body.erase(), Erase.NEVER),
          body.priority() == null
              ? null
              : fields.choice(where + ".priority", body.priority(), Priority.NORMAL));
    }
  }

  /// Whether it says what the other one says, whatever their numbers.
  boolean isSameAs(Policy other) {
    return Objects.equals(policy.as(1).settings(), other.as(1).settings())
        && policy.rules().list().equals(other.rules().list());
  }
}
