package dev.offboard.audit.certificate;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.offboard.audit.certificate.Statement.Approval;
import dev.offboard.audit.certificate.Statement.Change;
import dev.offboard.audit.certificate.Statement.Other;
import dev.offboard.audit.certificate.Statement.Person;
import dev.offboard.audit.certificate.Statement.Result;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How a statement follows from entries. Who issues a certificate and who verifies one do the same.
final class Derivation {
  private static final String APPROVAL = "approval";
  private static final String APPROVALS = "approvals";
  private static final Set<String> CONCLUDED =
      Set.of("SEALING", "COMPLETED", "REINSTATED", "CANCELLED");

  /// A word on the way never stands for the outcome; else the later attempt counts, then the later
  /// entry.
  private static final Comparator<Told> LATER =
      comparing((Told it) -> !it.body().text("outcome").orElse("").equals("progressed"))
          .thenComparingLong(it -> it.body().number("attempt").orElse(0))
          .thenComparingLong(Told::leafIndex);

  private final List<Told> told;
  private final List<Change> history;

  private Derivation(List<Told> told) {
    this.told = told;
    this.history = Told.stateChanges(told).stream().map(Derivation::change).toList();
  }

  static Statement statement(List<Told> told) {
    return new Derivation(told).statement();
  }

  private Statement statement() {
    Change first = history.getFirst();
    return new Statement(
        history.getLast().to(),
        first.at(),
        first.by(),
        revokedAt(),
        firstTime(CONCLUDED),
        history,
        results(),
        Inventories.of(told),
        approvals(),
        others());
  }

  /// Of what it is about in the end: a role change may become the offboarding of the whole user.
  private @Nullable Instant revokedAt() {
    List<Told> changes = Told.stateChanges(told);
    List<String> roles = changes.getLast().roles();
    return changes.stream()
        .filter(it -> it.required("to").equals("REVOKED") && it.roles().equals(roles))
        .map(Told::at)
        .findFirst()
        .orElse(null);
  }

  private @Nullable Instant firstTime(Set<String> states) {
    return history.stream()
        .filter(change -> states.contains(change.to()))
        .map(Change::at)
        .findFirst()
        .orElse(null);
  }

  private List<Result> results() {
    Map<List<String>, Told> last = new HashMap<>();
    told.stream()
        .filter(it -> it.body().isReport())
        .forEach(
            it ->
                last.merge(
                    List.of(it.required("participant"), it.required("phase")),
                    it,
                    BinaryOperator.maxBy(LATER)));
    return last.values().stream()
        .sorted(comparingLong(Told::leafIndex))
        .map(Derivation::result)
        .toList();
  }

  /// What terms say, or entries of their own. What was approved for later counts when it starts:
  /// until then another plan may be asked about, which voids it.
  private List<Approval> approvals() {
    Stream<Approval> terms =
        told.stream()
            .filter(it -> it.body().isStateChange() && !it.required("to").equals("SCHEDULED"))
            .flatMap(it -> it.body().member("terms").path(APPROVALS).valueStream())
            .flatMap(it -> approval(it).stream());
    Stream<Approval> entries =
        told.stream()
            .filter(it -> it.body().kind().equals(APPROVAL))
            .map(it -> new Approval(it.at(), person(it)));
    return Stream.concat(terms, entries).distinct().toList();
  }

  /// One without a time is none: the list says when.
  private static Optional<Approval> approval(JsonNode said) {
    return EntryBody.time(said.path("at"))
        .map(at -> new Approval(at, person(said.path("approver"))));
  }

  private List<Other> others() {
    return told.stream()
        .filter(
            it ->
                !it.body().isStateChange()
                    && !it.body().isReport()
                    && !it.body().kind().equals(APPROVAL))
        .map(it -> new Other(it.leafIndex(), it.body().kind(), it.body().at().orElse(null)))
        .toList();
  }

  private static Change change(Told entry) {
    return new Change(
        entry.requiredNumber("sequence"),
        entry.at(),
        entry.body().text("from").orElse(null),
        entry.required("to"),
        person(entry),
        entry.body().text("why").orElse(""),
        Note.of(entry));
  }

  private static Result result(Told entry) {
    JsonNode residual = entry.body().member("residual");
    SortedMap<String, Long> byKind = counts(residual);
    OptionalLong count = entry.body().number("residual");
    return new Result(
        entry.required("participant"),
        entry.required("phase"),
        entry.required("outcome"),
        entry.requiredNumber("attempt"),
        entry.at(),
        counts(entry.body().member("evidence")),
        residual.isObject()
            ? Long.valueOf(byKind.values().stream().mapToLong(Long::longValue).sum())
            : count.isPresent() ? Long.valueOf(count.getAsLong()) : null,
        byKind,
        entry.body().text("code").orElse(null));
  }

  private static SortedMap<String, Long> counts(JsonNode json) {
    SortedMap<String, Long> counts = new TreeMap<>();
    json.properties().stream()
        .filter(
            member -> member.getValue().isIntegralNumber() && member.getValue().canConvertToLong())
        .forEach(member -> counts.put(member.getKey(), member.getValue().longValue()));
    return counts;
  }

  private static @Nullable Person person(Told entry) {
    return person(entry.body().member("by"));
  }

  private static @Nullable Person person(JsonNode by) {
    JsonNode id = by.path("id");
    JsonNode role = by.path("role");
    return id.isString() && role.isString()
        ? new Person(id.stringValue(), role.stringValue())
        : null;
  }
}
