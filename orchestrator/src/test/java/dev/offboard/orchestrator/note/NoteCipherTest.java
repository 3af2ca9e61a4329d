package dev.offboard.orchestrator.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.EncryptedNote;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NoteCipherTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final UserKey KEY = UserKey.random(RANDOM);
  private static final Place PLACE = place("u1", 1);
  private static final String TEXT = "asked for by Ann, her line manager";

  private final NoteCipher cipher = new NoteCipher(RANDOM);

  @Test
  void what_was_written_is_read_with_the_key_at_its_place() {
    for (String text : List.of(TEXT, "", "x".repeat(63), "x".repeat(64), "\0", "ü\uD83D\uDE00")) {
      assertThat(NoteCipher.decrypt(KEY, PLACE, cipher.encrypt(KEY, PLACE, text))).contains(text);
    }
  }

  @Test
  void the_same_words_never_look_the_same_and_short_ones_are_of_one_length() {
    EncryptedNote yes = cipher.encrypt(KEY, PLACE, "yes");
    EncryptedNote again = cipher.encrypt(KEY, PLACE, "yes");
    EncryptedNote no = cipher.encrypt(KEY, PLACE, "no, not before Friday");
    assertThat(yes.salt()).isNotEqualTo(again.salt());
    assertThat(yes.ciphertext()).isNotEqualTo(again.ciphertext()).hasSameSizeAs(no.ciphertext());
  }

  @Test
  void another_key_opens_nothing() {
    EncryptedNote note = cipher.encrypt(KEY, PLACE, TEXT);
    UserKey other = UserKey.random(RANDOM);
    UserKey sameName = new UserKey(KEY.id(), other.secret());
    assertThat(NoteCipher.decrypt(other, PLACE, note)).isEmpty();
    assertThat(NoteCipher.decrypt(sameName, PLACE, note)).isEmpty();
  }

  @Test
  void moved_elsewhere_it_does_not_open() {
    EncryptedNote note = cipher.encrypt(KEY, PLACE, TEXT);
    assertThat(NoteCipher.decrypt(KEY, place("u2", 1), note)).isEmpty();
    assertThat(NoteCipher.decrypt(KEY, place("u1", 2), note)).isEmpty();
  }

  @Test
  void every_changed_member_is_noticed() {
    EncryptedNote note = cipher.encrypt(KEY, PLACE, TEXT);
    for (EncryptedNote changed :
        List.of(
            new EncryptedNote(
                "none", note.keyId(), note.salt(), note.commitment(), note.ciphertext()),
            new EncryptedNote(
                note.algorithm(),
                UUID.randomUUID(),
                note.salt(),
                note.commitment(),
                note.ciphertext()),
            new EncryptedNote(
                note.algorithm(),
                note.keyId(),
                flipped(note.salt()),
                note.commitment(),
                note.ciphertext()),
            new EncryptedNote(
                note.algorithm(),
                note.keyId(),
                note.salt(),
                flipped(note.commitment()),
                note.ciphertext()),
            new EncryptedNote(
                note.algorithm(),
                note.keyId(),
                note.salt(),
                note.commitment(),
                flipped(note.ciphertext())),
            new EncryptedNote(
                note.algorithm(), note.keyId(), note.salt(), note.commitment(), "no base64!"))) {
      assertThat(NoteCipher.decrypt(KEY, PLACE, changed)).as(changed.toString()).isEmpty();
    }
  }

  private static String flipped(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    bytes[bytes.length / 2] ^= 1;
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Place place(String user, int sequence) {
    return new Place(UserRef.of("acme", user), new OffboardingId(new UUID(1, 2)), sequence);
  }
}
