package dev.offboard.orchestrator.policy;

import dev.offboard.contracts.Priority;
import dev.offboard.orchestrator.rule.Rule;
import dev.offboard.orchestrator.saga.FourEyes;
import dev.offboard.orchestrator.saga.FourEyes.Guard;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import dev.offboard.orchestrator.saga.PolicySnapshot.OtherContract;
import dev.offboard.orchestrator.saga.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A policy in plain words, as people read it before they change it or trust it.
public final class Sentences {
  /// How many have to approve, as a setting is called.
  public static final String APPROVALS = "Approvals";

  private Sentences() {}

  /// What happens, in the order in which it happens.
  public static List<String> of(Policy policy) {
    PolicySnapshot it = policy.settings();
    List<String> sentences = new ArrayList<>();
    sentences.add(approvals(it.fourEyes()));
    sentences.add(
        policy.scope() == Scope.ROLES
            ? "The roles that the request names are taken; the account stays."
            : "Signed out everywhere at once; roles, keys and sessions are taken away.");
    if (it.priority() == Priority.URGENT) {
      sentences.add("Goes past everything else that is waiting.");
    }
    if (it.otherContract() == OtherContract.CANCEL) {
      sentences.add("Does not begin if the person stays under another contract by then.");
    }
    sentences.add(
        it.gracePeriod().isZero()
            ? "Can't be undone."
            : "Can be undone for %s.".formatted(Words.exactly(it.gracePeriod())));
    sentences.add(
        it.erase() == Erase.NEVER
            ? "Nothing is erased."
            : it.gracePeriod().isZero()
                ? "The profile is erased straight after."
                : "Then the profile is erased.");
    sentences.add(
        it.onRefusal() == Refusal.HOLD
            ? "If a service refuses, everything stays taken and a person is asked."
            : "If a service refuses before it did anything, everything is given back.");
    if (!it.sweeps().isEmpty()) {
      sentences.add("Everybody is asked again for access left over after " + sweeps(it) + ".");
    }
    guarded(it.fourEyes(), sentences);
    return sentences;
  }

  private static String approvals(FourEyes eyes) {
    return switch (eyes.approvals()) {
      case 0 -> "Nobody else has to approve it.";
      case 1 -> "One other person must approve, within %s.".formatted(Words.exactly(eyes.within()));
      default ->
          "%d others must approve, within %s."
              .formatted(eyes.approvals(), Words.exactly(eyes.within()));
    };
  }

  private static void guarded(FourEyes eyes, List<String> sentences) {
    guard("Protected accounts", eyes.protectedAccount(), sentences);
    guard("The last administrator of a tenant", eyes.lastAdministrator(), sentences);
    guard("One's own offboarding", eyes.oneself(), sentences);
  }

  private static void guard(String whose, Guard guard, List<String> sentences) {
    if (guard == Guard.TWO_APPROVERS) {
      sentences.add(whose + ": two others must approve.");
    }
  }

  /// What a rule changes: `one other person must approve; can be undone for 30 days`.
  public static String of(Rule.Then then) {
    List<String> changes = new ArrayList<>();
    Integer approvals = then.approvals();
    if (approvals != null) {
      changes.add(
          approvals == 1 ? "at least one other person must approve" : "at least two must approve");
    }
    Duration gracePeriod = then.gracePeriod();
    if (gracePeriod != null) {
      changes.add(
          gracePeriod.isZero()
              ? "it can't be undone"
              : "it can be undone for " + Words.exactly(gracePeriod));
    }
    if (then.erase() != null) {
      changes.add(then.erase() == Erase.NEVER ? "nothing is erased" : "the profile is erased");
    }
    if (then.priority() != null) {
      changes.add(then.priority() == Priority.URGENT ? "it is urgent" : "it is not urgent");
    }
    return String.join("; ", changes);
  }

  /// A setting that two versions have differently.
  public record Difference(String setting, String one, String other) {}

  public static List<Difference> differences(Policy one, Policy other) {
    List<Difference> differences = new ArrayList<>(differences(one.settings(), other.settings()));
    List<Rule> before = one.rules().list();
    List<Rule> after = other.rules().list();
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      String was = i < before.size() ? rule(before.get(i)) : "none";
      String is = i < after.size() ? rule(after.get(i)) : "none";
      if (!was.equals(is)) {
        differences.add(new Difference("Rule " + (i + 1), was, is));
      }
    }
    return differences;
  }

  private static String rule(Rule rule) {
    return "%s: %s".formatted(rule.when(), of(rule.then()));
  }

  public static List<Difference> differences(PolicySnapshot one, PolicySnapshot other) {
    Map<String, String> before = settings(one);
    Map<String, String> after = settings(other);
    return before.keySet().stream()
        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
        .map(
            name ->
                new Difference(
                    name,
                    Objects.requireNonNull(before.get(name)),
                    Objects.requireNonNull(after.get(name))))
        .toList();
  }

  private static Map<String, String> settings(PolicySnapshot it) {
    FourEyes eyes = it.fourEyes();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(APPROVALS, String.valueOf(eyes.approvals()));
    settings.put("Time to approve", Words.exactly(eyes.within()));
    settings.put("Protected accounts", guard(eyes.protectedAccount()));
    settings.put("Last administrator", guard(eyes.lastAdministrator()));
    settings.put("One's own offboarding", guard(eyes.oneself()));
    settings.put("Grace period", Words.exactly(it.gracePeriod()));
    settings.put("Erasure", it.erase() == Erase.NEVER ? "never" : "after the grace period");
    settings.put("Priority", it.priority() == Priority.URGENT ? "urgent" : "normal");
    settings.put(
        "Another contract",
        it.otherContract() == OtherContract.CANCEL ? "cancels it" : "changes nothing");
    settings.put(
        "If a service refuses",
        it.onRefusal() == Refusal.HOLD ? "everything stays taken" : "everything is given back");
    settings.put("Misses until a person is asked", String.valueOf(it.attentionAfter()));
    settings.put("Sweeps", it.sweeps().isEmpty() ? "none" : "after " + sweeps(it));
    settings.put("Deadlines", deadlines(it));
    return settings;
  }

  private static String guard(Guard guard) {
    return guard == Guard.REFUSE ? "refused" : "two others must approve";
  }

  private static String sweeps(PolicySnapshot it) {
    return it.sweeps().stream().map(Words::exactly).collect(Collectors.joining(", "));
  }

  private static String deadlines(PolicySnapshot it) {
    Map<String, String> byPhase = new TreeMap<>();
    it.deadlines().forEach((phase, time) -> byPhase.put(phase.wireName(), Words.exactly(time)));
    return byPhase.isEmpty()
        ? "as usual"
        : byPhase.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }
}
