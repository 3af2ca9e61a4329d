package dev.offboard.orchestrator.note;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.EncryptedNote;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.note.ReadNote.Status;
import dev.offboard.orchestrator.note.WrappingKeys.Wrapped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What people wrote with their requests. It enters the history, the messages and the audit log
/// only encrypted under a key of the user it concerns, which is made with the user's first note and
/// destroyed when everybody has confirmed the erasure. Users about whom nothing was written have no
/// key.
@Component
public class Notes {
  private static final Logger log = LoggerFactory.getLogger(Notes.class);

  /// Until somebody has put the missing key back.
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private final UserKeys keys;
  private final WrappingKeys wrapping;
  private final SecureRandom random = new SecureRandom();
  private final NoteCipher cipher = new NoteCipher(random);

  Notes(JdbcClient jdbc, WrappingKeys wrapping) {
    this.keys = new UserKeys(jdbc);
    this.wrapping = wrapping;
  }

  /// The changes, those that somebody wrote something with carrying it encrypted.
  ///
  /// @param notes in the clear, by the change they belong to
  /// @throws ApiProblem 503 `note-key-missing` if a user's key can't be unwrapped; nothing is kept
  @Transactional(propagation = Propagation.MANDATORY)
  public List<StateChange> encrypt(List<StateChange> changes, Map<StateChange, String> notes) {
    if (notes.isEmpty()) {
      return changes;
    }
    Map<UserRef, UserKey> keysOf = keysOf(notes.keySet().stream().map(StateChange::user).toList());
    return changes.stream()
        .map(
            change ->
                Optional.ofNullable(notes.get(change))
                    .map(
                        text ->
                            cipher.encrypt(
                                requireNonNull(keysOf.get(change.user())), Place.of(change), text))
                    .map(change::with)
                    .orElse(change))
        .toList();
  }

  private Map<UserRef, UserKey> keysOf(Collection<UserRef> users) {
    Map<UserRef, Wrapped> fresh = new HashMap<>();
    users.forEach(
        user -> fresh.computeIfAbsent(user, it -> wrapping.wrap(it, UserKey.random(random))));
    Map<UserRef, UserKey> found = new HashMap<>();
    for (UserKeys.Row row : keys.insertOrLock(fresh)) {
      found.put(row.user(), wrapping.unwrap(row.user(), row.key()).orElseThrow(() -> missing(row)));
    }
    return found;
  }

  /// Nobody can read any more what was written about these users, here, in messages, in the audit
  /// log or anywhere else it was copied to.
  @Transactional(propagation = Propagation.MANDATORY)
  public void destroyKeysOf(Collection<UserRef> users) {
    if (!users.isEmpty()) {
      keys.delete(users);
    }
  }

  /// The notes of one user's history, by the sequence number of their state change.
  public Map<Integer, ReadNote> read(UserRef user, List<StateChange> history) {
    Map<Integer, ReadNote> read = new TreeMap<>();
    if (history.stream().allMatch(change -> change.note() == null)) {
      return read;
    }
    Optional<Wrapped> wrapped = keys.find(user);
    for (StateChange change : history) {
      EncryptedNote note = change.note();
      if (note != null) {
        read.put(
            change.sequence(),
            wrapped
                .filter(key -> key.keyId().equals(note.keyId()))
                .map(key -> open(key, change, note))
                .orElse(ReadNote.not(Status.ERASED)));
      }
    }
    return read;
  }

  private ReadNote open(Wrapped wrapped, StateChange change, EncryptedNote note) {
    Optional<UserKey> key = wrapping.unwrap(change.user(), wrapped);
    Optional<String> text = key.flatMap(it -> NoteCipher.decrypt(it, Place.of(change), note));
    if (text.isEmpty()) {
      log.warn(
          "the note of state change {} of offboarding {} can't be read: {}. Whoever asks is told"
              + " so; see docs/erasure.md",
          change.sequence(),
          change.offboardingId(),
          key.isEmpty()
              ? "wrapping key " + wrapped.by() + " is not configured"
              : "it is not what was encrypted");
    }
    return text.map(ReadNote::readable).orElse(ReadNote.not(Status.UNREADABLE));
  }

  private static ApiProblem missing(UserKeys.Row row) {
    return ApiProblem.unavailable(
        "note-key-missing",
        "The key of user %s is wrapped with %s, which offboard.notes.wrapping-keys does not have. Nothing was done; ask without a note, or put the key back."
            .formatted(row.user(), row.key().by()),
        RETRY_AFTER);
  }
}
