package dev.offboard.orchestrator.portal.approval;

import dev.offboard.orchestrator.bulk.Batch;
import dev.offboard.orchestrator.bulk.Batch.Decision;
import dev.offboard.orchestrator.bulk.Batch.Outcome;
import dev.offboard.orchestrator.portal.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A batch as pages show it.
///
/// @param names of people whom the reader may know, by subject
record BatchLine(Batch batch, Map<String, String> names, Instant now) {
  public String id() {
    return batch.id().toString();
  }

  public int size() {
    return batch.members().size();
  }

  public String title() {
    return size() == 1 ? "1 offboarding" : size() + " offboardings";
  }

  public String tenant() {
    return batch.source().tenant().value();
  }

  public String by() {
    return named(batch.source().requester());
  }

  public String asked() {
    return When.at(batch.createdAt());
  }

  public boolean isWaiting() {
    return batch.decision() == null;
  }

  public boolean isGrowing() {
    return isWaiting() && batch.collectsUntil().isAfter(now);
  }

  public String list() {
    return isGrowing()
        ? "Whatever they ask for until %s comes onto it. Approved is what is shown here: if it has grown meanwhile, you are shown it again."
            .formatted(When.exactly(batch.collectsUntil()))
        : "It is frozen: nobody comes onto it any more.";
  }

  public String hash() {
    return batch.listHash();
  }

  public String look() {
    Decision decision = batch.decision();
    if (decision == null) {
      return "waiting";
    }
    return switch (decision.verdict()) {
      case APPROVED -> "done";
      case DENIED -> "back";
    };
  }

  public String state() {
    Decision decision = batch.decision();
    if (decision == null) {
      return "awaiting approval";
    }
    return switch (decision.verdict()) {
      case APPROVED -> "approved";
      case DENIED -> "denied";
    };
  }

  /// Who decided, and why; null while nobody has.
  public @Nullable String decided() {
    Decision decision = batch.decision();
    if (decision == null) {
      return null;
    }
    String why = decision.reason() == null ? "" : ": " + decision.reason();
    return "%s by %s on %s%s"
        .formatted(state(), named(decision.by().id()), When.at(decision.at()), why);
  }

  /// What became of how many, in words; empty while nobody has decided.
  public List<String> outcomes() {
    if (isWaiting()) {
      return List.of();
    }
    List<String> all = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long some = batch.members().stream().filter(it -> it.outcome() == outcome).count();
      if (some > 0) {
        all.add(some + " " + words(outcome));
      }
    }
    long undone = batch.members().stream().filter(it -> it.outcome() == null).count();
    if (undone > 0) {
      all.add(undone + " being looked at once more before it is their turn");
    }
    return all;
  }

  static String words(Outcome outcome) {
    return switch (outcome) {
      case APPROVED -> "approved";
      case DENIED -> "denied";
      case PARKED -> "to be approved alone, because something has changed or more is needed";
      case GONE -> "waited no longer";
    };
  }

  private String named(String subject) {
    return names.getOrDefault(subject, subject);
  }
}
