package dev.offboard.audit.verify;

import dev.offboard.audit.certificate.EntryBody;
import dev.offboard.audit.merkle.BundleId;
import dev.offboard.audit.merkle.EntryBundle;
import dev.offboard.audit.merkle.Hash;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Whether the entries tell a story that can be true, which no hash and no signature says: none
/// twice, the state changes of an offboarding numbered from 1 without a gap, their times in order.
/// Finds what a log with its own key could otherwise rewrite and sign.
final class EntriesCheck {
  private static final String OFFBOARDING = "offboardingId";

  private final ServedLog log;
  private final long size;
  private final Judgement judgement;
  private final Fingerprints seen = new Fingerprints();
  private final Map<String, StateChanges> offboardings = new LinkedHashMap<>();
  private Instant newest = Instant.MIN;
  private long strangers;

  EntriesCheck(ServedLog log, long size, Judgement judgement) {
    this.log = log;
    this.size = size;
    this.judgement = judgement;
  }

  void add(EntryBundle bundle, List<Hash> hashes) {
    for (int i = 0; i < hashes.size(); i++) {
      long leafIndex = bundle.id().start() + i;
      byte[] body = bundle.entries().get(i);
      if (isNew(leafIndex, body, hashes.get(i), bundle)) {
        EntryBody.parse(body).ifPresentOrElse(it -> add(leafIndex, it), () -> strangers++);
      }
    }
  }

  void conclude() {
    offboardings.forEach((id, changes) -> changes.judge(id, newest, judgement));
    if (judgement.isClean()) {
      judgement.prove(
          "%d offboardings with all of their state changes, no entry twice"
              .formatted(offboardings.size()));
    }
    if (strangers > 0) {
      judgement.prove(
          "%d entries are of no form that is known here: only their place was verified"
              .formatted(strangers));
    }
  }

  private boolean isNew(long leafIndex, byte[] body, Hash hash, EntryBundle bundle) {
    boolean[] found = {false};
    seen.add(
        hash,
        leafIndex,
        earlier -> {
          if (Arrays.equals(body, entry(earlier, bundle))) {
            found[0] = true;
            judgement.refute(Finding.at(leafIndex, "it is entry %d once more".formatted(earlier)));
          }
        });
    return !found[0];
  }

  private byte[] entry(long leafIndex, EntryBundle current) {
    BundleId id = BundleId.holding(leafIndex, size);
    EntryBundle bundle = id.equals(current.id()) ? current : log.entries(id);
    return bundle.entries().get((int) (leafIndex - id.start()));
  }

  private void add(long leafIndex, EntryBody body) {
    Optional<Instant> at = body.at();
    if (at.isPresent() && at.get().isAfter(newest)) {
      newest = at.get();
    }
    Optional<String> offboarding = body.text(OFFBOARDING);
    if (body.isStateChange()) {
      addStateChange(leafIndex, body);
    } else if (offboarding.isPresent() && isSeal(body)) {
      changesOf(offboarding.get()).seal(body);
    }
  }

  private void addStateChange(long leafIndex, EntryBody body) {
    Optional<String> offboarding = body.text(OFFBOARDING);
    OptionalLong sequence = body.number("sequence");
    Optional<Instant> at = body.at();
    if (offboarding.isEmpty()
        || at.isEmpty()
        || sequence.orElse(0) < 1
        || sequence.getAsLong() > StateChanges.MAX_SEQUENCE) {
      judgement.refute(
          Finding.at(leafIndex, "a state change without its offboarding, its number or its time"));
      return;
    }
    int number = (int) sequence.getAsLong();
    StateChanges changes = changesOf(offboarding.get());
    if (!changes.add(number, leafIndex, at.get())) {
      judgement.refute(
          Finding.at(
              leafIndex,
              "it is state change %d of offboarding %s, which entry %d is already"
                  .formatted(number, offboarding.get(), changes.leafIndex(number))));
    }
  }

  private StateChanges changesOf(String offboarding) {
    return offboardings.computeIfAbsent(offboarding, _ -> new StateChanges());
  }

  /// The audit's own report that it has the whole history.
  private static boolean isSeal(EntryBody body) {
    return body.isReport()
        && body.text("participant").equals(Optional.of("audit"))
        && body.text("phase").equals(Optional.of("seal"))
        && body.text("outcome").equals(Optional.of("completed"));
  }
}
