package dev.offboard.entitlement.task;

import dev.offboard.messaging.participant.Report;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How far the applications are with one step, and how to say so. Ids and times only: it is shown
/// on the offboarding.
record StepStatus(List<Part> parts) {
  static final String CODE = "application-in-trouble";

  /// A hiccup is no trouble.
  private static final int FAILURES_THAT_TROUBLE = 3;

  /// What a person reads at a glance.
  private static final int LONGEST_TEXT = 1000;

  /// One application's part, still as its table says it.
  record Part(
      String application,
      String state,
      int failures,
      @Nullable String trouble,
      @Nullable Instant triedAt,
      Instant dueAt,
      Instant deadlineAt,
      Clock clock,
      Way way) {
    boolean isLeft() {
      return state.equals("open") || state.equals("waiting");
    }

    boolean isTroubled() {
      return state.equals("open")
          && (way.disabledAt() != null
              || way.quarantinedAt() != null
              || clock == Clock.OVERDUE
              || failures >= FAILURES_THAT_TROUBLE);
    }

    private String text() {
      if (state.equals("waiting")) {
        return application + ": has its turn after the others";
      }
      String owner = "its owner " + way.owner();
      if (way.method().equals("manual")) {
        return "%s: %s %s, %s"
            .formatted(
                application,
                clock == Clock.OVERDUE ? "was due at" : "is due at",
                deadlineAt,
                owner + " has to do it and say so");
      }
      if (way.disabledAt() != null) {
        return "%s: disabled since %s, %s; %s has to put the connection again"
            .formatted(application, way.disabledAt(), way.trouble(), owner);
      }
      if (way.quarantinedAt() != null) {
        return "%s: quarantined since %s, %s; tried again at %s and probed until it works"
            .formatted(application, way.quarantinedAt(), way.trouble(), way.triedAt());
      }
      if (trouble != null) {
        return "%s: %s at %s; tried again at %s".formatted(application, trouble, triedAt, dueAt);
      }
      return clock == Clock.OVERDUE
          ? "%s: was due at %s and is not done; %s".formatted(application, deadlineAt, owner)
          : application + ": under way";
    }
  }

  enum Clock {
    IN_TIME,
    OVERDUE
  }

  /// The application as a whole.
  record Way(
      String method,
      String owner,
      @Nullable Instant quarantinedAt,
      @Nullable Instant disabledAt,
      @Nullable String trouble,
      @Nullable Instant triedAt) {}

  boolean isDone() {
    return parts.stream().noneMatch(Part::isLeft);
  }

  boolean isTroubled() {
    return parts.stream().anyMatch(Part::isTroubled);
  }

  /// Of a step that isn't done.
  Report report() {
    return isTroubled() ? trouble() : Report.progressed(text());
  }

  Report.Failing trouble() {
    return new Report.Failing(CODE, text());
  }

  /// Those in trouble first: a reader cuts long texts off.
  String text() {
    long done = parts.stream().filter(part -> !part.isLeft()).count();
    String text =
        "%d of %d applications".formatted(done, parts.size())
            + parts.stream()
                .filter(Part::isLeft)
                .sorted((a, b) -> Boolean.compare(b.isTroubled(), a.isTroubled()))
                .map(Part::text)
                .collect(Collectors.joining("; ", "; ", ""));
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
  }
}
