package dev.offboard.orchestrator.portal.policy;

import dev.offboard.contracts.Phase;
import dev.offboard.orchestrator.policy.FieldProblem;
import dev.offboard.orchestrator.policy.Policy;
import dev.offboard.orchestrator.policy.PolicyBody;
import dev.offboard.orchestrator.policy.PolicyBody.RuleBody;
import dev.offboard.orchestrator.policy.PolicyBody.ThenBody;
import dev.offboard.orchestrator.rule.Rule;
import dev.offboard.orchestrator.saga.FourEyes;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What stands in the fields of the form, whatever it is, so that nothing that somebody wrote is
/// lost; and the body of the API that it means. A rule whose condition is empty is none.
record Form(Map<String, String> fields) {
  private static final int MOST_RULES = 20;
  private static final List<Unit> UNITS =
      List.of(
          new Unit("DAYS", 86_400, "P%sD"),
          new Unit("HOURS", 3600, "PT%sH"),
          new Unit("MINUTES", 60, "PT%sM"),
          new Unit("SECONDS", 1, "PT%sS"));

  private record Unit(String name, long seconds, String iso) {}

  Form {
    fields = Map.copyOf(fields);
  }

  /// As it is active.
  static Form of(Policy policy) {
    PolicySnapshot it = policy.settings();
    FourEyes eyes = it.fourEyes();
    Map<String, String> fields = new HashMap<>();
    fields.put("basedOn", String.valueOf(policy.version()));
    fields.put("approvals", String.valueOf(eyes.approvals()));
    duration(fields, "approveWithin", eyes.within());
    duration(fields, "gracePeriod", it.gracePeriod());
    duration(fields, "deadline", it.deadlines().get(Phase.REVOKE));
    fields.put("erase", it.erase().name());
    fields.put("priority", it.priority().name());
    fields.put("otherContract", it.otherContract().name());
    fields.put("onRefusal", it.onRefusal().name());
    fields.put("attentionAfter", String.valueOf(it.attentionAfter()));
    fields.put("protectedAccount", eyes.protectedAccount().name());
    fields.put("lastAdministrator", eyes.lastAdministrator().name());
    fields.put("oneself", eyes.oneself().name());
    fields.put("sweeps", it.sweeps().stream().map(Form::brief).collect(Collectors.joining(", ")));
    List<Rule> rules = policy.rules().list();
    for (int i = 0; i < rules.size(); i++) {
      rule(fields, "rules[%d]".formatted(i), rules.get(i));
    }
    return new Form(fields);
  }

  private static void rule(Map<String, String> fields, String where, Rule rule) {
    Rule.Then then = rule.then();
    fields.put(where + ".when", rule.when());
    fields.put(where + ".words", rule.words());
    if (then.approvals() != null) {
      fields.put(where + ".approvals", String.valueOf(then.approvals()));
    }
    duration(fields, where + ".gracePeriod", then.gracePeriod());
    if (then.erase() != null) {
      fields.put(where + ".erase", then.erase().name());
    }
    if (then.priority() != null) {
      fields.put(where + ".priority", then.priority().name());
    }
  }

  private static void duration(
      Map<String, String> fields, String name, @Nullable Duration duration) {
    if (duration != null) {
      Unit unit = unitOf(duration);
      fields.put(name, String.valueOf(duration.toSeconds() / unit.seconds()));
      fields.put(name + ".unit", unit.name());
    }
  }

  private static Unit unitOf(Duration duration) {
    return UNITS.stream()
        .filter(it -> duration.toSeconds() % it.seconds() == 0)
        .findFirst()
        .orElseThrow();
  }

  /// `7d`, `36h`.
  private static String brief(Duration duration) {
    Unit unit = unitOf(duration);
    return duration.toSeconds() / unit.seconds()
        + unit.name().substring(0, 1).toLowerCase(java.util.Locale.ROOT);
  }

  /// For templates; empty for what isn't there.
  public String get(String name) {
    return fields.getOrDefault(name, "");
  }

  /// The places of its rules, and of another one to write.
  public List<Integer> places() {
    List<Integer> places = new ArrayList<>(written());
    places.add(places.isEmpty() ? 0 : places.getLast() + 1);
    return places.size() > MOST_RULES ? places.subList(0, MOST_RULES) : places;
  }

  private List<Integer> written() {
    List<Integer> written = new ArrayList<>();
    for (int i = 0; i < MOST_RULES; i++) {
      if (!get("rules[%d].when".formatted(i)).isBlank()) {
        written.add(i);
      }
    }
    return written;
  }

  /// @param before whose deadlines of other phases stay
  PolicyBody body(PolicySnapshot before) {
    return new PolicyBody(
        whole("basedOn"),
        null,
        get("note"),
        duration("gracePeriod"),
        choice("erase"),
        choice("onRefusal"),
        whole("attentionAfter"),
        sweeps(),
        choice("priority"),
        choice("otherContract"),
        deadlines(before),
        whole("approvals"),
        duration("approveWithin"),
        choice("protectedAccount"),
        choice("lastAdministrator"),
        choice("oneself"),
        written().stream().map(place -> rule("rules[%d].".formatted(place))).toList());
  }

  private RuleBody rule(String where) {
    return new RuleBody(
        get(where + "when"),
        get(where + "words"),
        new ThenBody(
            whole(where + "approvals"),
            duration(where + "gracePeriod"),
            choice(where + "erase"),
            choice(where + "priority")));
  }

  private @Nullable String choice(String name) {
    String value = get(name);
    return value.isEmpty() ? null : value;
  }

  /// What is no number is one that no field takes.
  private @Nullable Integer whole(String name) {
    String value = get(name).strip();
    if (value.isEmpty()) {
      return null;
    }
    try {
      return Integer.valueOf(value);
    } catch (NumberFormatException e) {
      return Integer.MIN_VALUE;
    }
  }

  private @Nullable String duration(String name) {
    String number = get(name).strip();
    return number.isEmpty()
        ? null
        : UNITS.stream()
            .filter(it -> it.name().equals(get(name + ".unit")))
            .findFirst()
            .map(it -> it.iso().formatted(number))
            .orElse(number);
  }

  private List<String> sweeps() {
    return Arrays.stream(get("sweeps").split("[,;\\s]+"))
        .filter(it -> !it.isBlank())
        .map(Form::iso)
        .toList();
  }

  private static String iso(String brief) {
    String number = brief.substring(0, brief.length() - 1);
    String unit = brief.substring(brief.length() - 1).toUpperCase(java.util.Locale.ROOT);
    return UNITS.stream()
        .filter(it -> it.name().startsWith(unit))
        .findFirst()
        .map(it -> it.iso().formatted(number))
        .orElse(brief);
  }

  private Map<String, String> deadlines(PolicySnapshot before) {
    Map<String, String> deadlines = new TreeMap<>();
    before.deadlines().forEach((phase, time) -> deadlines.put(phase.wireName(), time.toString()));
    String revoke = duration("deadline");
    if (revoke == null) {
      deadlines.remove(Phase.REVOKE.wireName());
    } else {
      deadlines.put(Phase.REVOKE.wireName(), revoke);
    }
    return deadlines;
  }

  /// What is wrong, by the name of the field it stands at.
  Map<String, List<String>> atFields(List<FieldProblem> problems) {
    List<Integer> written = written();
    Map<String, List<String>> byField = new TreeMap<>();
    for (FieldProblem problem : problems) {
      byField
          .computeIfAbsent(fieldOf(problem.field(), written), name -> new ArrayList<>())
          .add(problem.problem());
    }
    return byField;
  }

  private static String fieldOf(String field, List<Integer> written) {
    if (field.startsWith("rules[")) {
      int end = field.indexOf(']');
      int place = written.get(Integer.parseInt(field.substring("rules[".length(), end)));
      String member = field.substring(end + 1).replace(".then.", ".");
      return "rules[%d]%s".formatted(place, member);
    }
    return field.equals("deadlines.revoke") ? "deadline" : field;
  }
}
