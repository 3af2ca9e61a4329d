package dev.offboard.orchestrator.portal;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.orchestrator.policy.Policies;
import dev.offboard.orchestrator.policy.Scope;
import dev.offboard.orchestrator.policy.Sentences;
import dev.offboard.orchestrator.rule.Rule;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Why somebody leaves, in plain words. A reason of one's own is shown by its code.
@Component
public final class Reasons {
  /// A reason that people can choose, with what it leads to.
  ///
  /// @param rules what may change that for some, in words
  public record Reason(
      String code, String label, String meaning, PolicySnapshot policy, List<String> rules) {}

  private record Words(String label, String meaning) {}

  /// The policies that come with the product, as often as they are needed.
  private static final Map<String, Words> WORDS =
      Map.of(
          "planned-departure",
              new Words("Leaves as planned", "Somebody resigned, retires or goes elsewhere."),
          "immediate-termination",
              new Words(
                  "Must leave at once",
                  "A dismissal or a danger. Goes past everything else that is waiting."),
          "contract-end",
              new Words("Contract ends", "A contractor's or an intern's time here is over."),
          "tenant-churn", new Words("Customer leaves", "The customer stops using what we offer."),
          "erasure-request",
              new Words(
                  "Asked to be forgotten",
                  "A request for erasure (GDPR, article 17): there is no way back from it."),
          "role-change", new Words("Role change", "Somebody stays, and some roles go."),
          "re-hire", new Words("Came back", "Somebody was hired again."));

  private static final List<String> ORDER =
      List.of("planned-departure", "contract-end", "immediate-termination", "tenant-churn");

  private final Policies policies;

  Reasons(Policies policies) {
    this.policies = policies;
  }

  /// What can be chosen for a whole user, the most frequent first.
  public List<Reason> offered() {
    return policies.known().stream()
        .sorted((one, other) -> Integer.compare(place(one), place(other)))
        .map(this::find)
        .flatMap(Optional::stream)
        .toList();
  }

  /// Empty for a reason that nobody configured, or one that isn't about a whole user.
  public Optional<Reason> find(String code) {
    if (!policies.known().contains(code) || policies.scopeOf(new ReasonCode(code)) == Scope.ROLES) {
      return Optional.empty();
    }
    return policies
        .find(new ReasonCode(code))
        .map(
            policy ->
                new Reason(
                    code,
                    label(code),
                    meaning(code),
                    policy.settings(),
                    policy.rules().list().stream().map(Reasons::words).toList()));
  }

  private static String words(Rule rule) {
    String condition = rule.words().isEmpty() ? "if " + rule.when() : rule.words();
    return condition + ": " + Sentences.of(rule.then());
  }

  private static int place(String code) {
    int place = ORDER.indexOf(code);
    return place < 0 ? ORDER.size() : place;
  }

  /// In plain words, also one that is no longer configured.
  public static String label(String code) {
    Words words = WORDS.get(code);
    return words == null ? code : words.label();
  }

  /// What it is chosen for.
  public static String meaning(String code) {
    Words words = WORDS.get(code);
    return words == null ? "A reason of your own installation." : words.meaning();
  }
}
