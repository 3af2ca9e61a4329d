package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.saga.Step;
import dev.offboard.orchestrator.saga.StepError;
import dev.offboard.orchestrator.saga.StepState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One participant's side of a phase, as the page shows it.
///
/// @param look done, working, trouble or next
/// @param counts what was done or found; empty if nothing
/// @param trouble what went wrong and what happens next; null if nothing
record StepLine(
    String participant,
    String look,
    String state,
    String counts,
    @Nullable String attempts,
    @Nullable String trouble) {
  static StepLine of(Step step, Instant now) {
    return new StepLine(
        Participants.name(step.participant()),
        look(step.state()),
        state(step, now),
        Participants.counts(step.evidence()),
        step.attempt() > 1 ? "asked %d times".formatted(step.attempt()) : null,
        trouble(step, now));
  }

  /// Not asked yet.
  static StepLine ahead(String participant) {
    return new StepLine(participant, "next", "not asked yet", "", null, null);
  }

  private static String look(StepState state) {
    return switch (state) {
      case COMPLETED -> "done";
      case ANNOUNCED, PROGRESSING -> "working";
      case FAILED, REFUSED -> "trouble";
    };
  }

  private static String state(Step step, Instant now) {
    Instant completedAt = step.completedAt();
    return switch (step.state()) {
      case COMPLETED -> completedAt == null ? "done" : "done " + When.exactly(completedAt);
      case ANNOUNCED -> "asked %s, no answer yet".formatted(When.ago(step.announcedAt(), now));
      case PROGRESSING -> step.progress() == null ? "under way" : "under way: " + step.progress();
      case FAILED -> "failed";
      case REFUSED -> "refused";
    };
  }

  private static @Nullable String trouble(Step step, Instant now) {
    StepError error = step.error();
    if (error == null) {
      return null;
    }
    Instant due = step.dueAt();
    String next =
        due == null || !due.isAfter(now)
            ? "It is asked again right away, until it succeeds."
            : "It is asked again in %s, until it succeeds."
                .formatted(When.lasting(java.time.Duration.between(now, due)));
    return "%s: %s. %s".formatted(error.code(), stripDot(error.detail()), next);
  }

  private static String stripDot(String detail) {
    return detail.endsWith(".") ? detail.substring(0, detail.length() - 1) : detail;
  }
}
