package dev.offboard.local.offboarding;

import dev.offboard.contracts.Evidence;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.client.OffboardingView.ChangeView;
import dev.offboard.local.client.OffboardingView.StepView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that happened to one offboarding in the order it happened: its state changes, and who
/// confirmed what with which evidence.
public record Timeline(Instant from, List<Entry> entries) {
  /// Who causes what no person did.
  private static final String ORCHESTRATOR = "orchestrator";

  private static final Comparator<Entry> BY_TIME = Comparator.comparing(Entry::at);

  /// One thing that happened.
  public record Entry(Instant at, String what) {}

  /// Copies the list so that a record stays what it was.
  public Timeline {
    entries = List.copyOf(entries);
  }

  /// What has happened so far.
  public static Timeline of(OffboardingView offboarding) {
    List<Entry> entries = new ArrayList<>();
    offboarding
        .steps()
        .forEach(
            step -> step.completedAt().ifPresent(at -> entries.add(new Entry(at, what(step)))));
    offboarding.history().forEach(change -> entries.add(new Entry(change.at(), what(change))));
    // stable: a confirmation stands before the state change that it led to at the same instant
    entries.sort(BY_TIME);
    return new Timeline(offboarding.requestedAt(), entries);
  }

  /// One line each: milliseconds since the request and what happened.
  public List<String> lines() {
    return entries.stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "  %9s  %s",
                    since(Duration.between(from, entry.at())),
                    entry.what()))
        .toList();
  }

  /// What is still missing or went wrong, one line each; empty when nothing is.
  public static List<String> open(OffboardingView offboarding) {
    Stream<String> attention =
        offboarding.needsAttention().map(why -> "needs attention: " + why).stream();
    Stream<String> steps =
        offboarding.steps().stream()
            .filter(step -> step.completedAt().isEmpty())
            .map(
                step ->
                    "%s: %s is %s, attempt %d%s"
                        .formatted(
                            step.phase(),
                            step.participant(),
                            step.state(),
                            step.attempt(),
                            step.error().map(error -> " (" + error + ")").orElse("")));
    return Stream.concat(attention, steps).toList();
  }

  private static String what(ChangeView change) {
    boolean byItself = change.by().isEmpty() || change.by().equals(ORCHESTRATOR);
    return "%s: %s%s"
        .formatted(change.state(), change.why(), byItself ? "" : ", by " + change.by());
  }

  private static String what(StepView step) {
    String evidence = text(step.evidence());
    return "%s confirmed %s%s%s"
        .formatted(
            step.participant(),
            step.phase(),
            step.attempt() > 1 ? " at attempt " + step.attempt() : "",
            evidence.isEmpty() ? "" : ": " + evidence);
  }

  private static String text(Evidence evidence) {
    return evidence.counts().entrySet().stream()
        .map(count -> "%s %d".formatted(count.getKey(), count.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String since(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    return millis < 10_000
        ? String.format(Locale.ROOT, "+%.0f ms", millis)
        : String.format(Locale.ROOT, "+%.1f s", millis / 1000);
  }
}
