package dev.offboard.audit.issuance;

import static java.util.Comparator.comparingLong;

import dev.offboard.audit.certificate.Certificate;
import dev.offboard.audit.certificate.EntryBody;
import dev.offboard.audit.certificate.LoggedEntry;
import dev.offboard.audit.checkpoint.Issuer;
import dev.offboard.audit.checkpoint.SigningRefused;
import dev.offboard.audit.log.DamagedLog;
import dev.offboard.audit.log.LogTree;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Makes the certificate of one offboarding from what the log says when it is asked for. Later
/// entries - a sweep that looked again - make a later certificate; the earlier one stays true.
@Component
class Certificates {
  private final LogTree tree;
  private final Issuer issuer;

  Certificates(LogTree tree, Issuer issuer) {
    this.tree = tree;
    this.issuer = issuer;
  }

  /// @throws ApiProblem 404 for an offboarding that the log does not know, 409 for one that has not
  ///   ended or that the log can't vouch for
  Certificate issue(OffboardingId offboarding) {
    List<LoggedEntry> entries = entries(offboarding, Long.MAX_VALUE);
    if (entries.isEmpty()) {
      throw unknown(offboarding);
    }
    requireEnded(offboarding, entries);
    try {
      return issue(offboarding, issuer.covering(entries.getLast().leafIndex() + 1));
    } catch (SigningRefused e) {
      // not 503: nothing changes until a person has looked
      throw ApiProblem.conflict("checkpoint-refused", String.valueOf(e.getMessage()))
          .with("reason", e.reason());
    } catch (DamagedLog e) {
      throw ApiProblem.conflict("log-damaged", String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw ApiProblem.conflict(
          "history-incomplete",
          "No certificate of offboarding %s yet: %s. Entries may still be on their way; ask again."
              .formatted(offboarding, e.getMessage()));
    }
  }

  static ApiProblem unknown(OffboardingId offboarding) {
    return ApiProblem.notFound(
        "offboarding-unknown", "The log has no entry of offboarding %s.".formatted(offboarding));
  }

  private Certificate issue(OffboardingId offboarding, SignedCheckpoint checkpoint) {
    long size = checkpoint.checkpoint().head().size();
    return Certificate.issue(checkpoint, entries(offboarding, size), tree.hashes(size));
  }

  private List<LoggedEntry> entries(OffboardingId offboarding, long size) {
    return tree.entriesOf(offboarding, size).stream()
        .map(leaf -> new LoggedEntry(leaf.index(), leaf.body()))
        .toList();
  }

  private static void requireEnded(OffboardingId offboarding, List<LoggedEntry> entries) {
    OffboardingState state =
        entries.stream()
            .flatMap(entry -> EntryBody.parse(entry.bytes()).stream())
            .filter(EntryBody::isStateChange)
            .max(comparingLong(body -> body.number("sequence").orElse(0)))
            .flatMap(Certificates::to)
            .orElse(OffboardingState.UNKNOWN);
    if (!state.isTerminal()) {
      throw ApiProblem.conflict(
              "not-sealed",
              "Offboarding %s is %s; its certificate is issued when it has ended."
                  .formatted(offboarding, state))
          .with("state", state);
    }
  }

  private static Optional<OffboardingState> to(EntryBody change) {
    return change.text("to").map(OffboardingState::ofCode);
  }
}
