package dev.offboard.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.note.UntrustedNote.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With the key and the note that implementations of signed notes share as their example.
class NoteTest {
  private static final VerifierKey PETER =
      VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  private static final SigningKey PETERS_SECRET =
      SigningKey.parse(
          "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String LINE =
      "— PeterNeumann"
          + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
  private static final String NOTE = TEXT + "\n" + LINE + "\n";

  @Test
  void the_shared_example_is_verified() {
    Note note = Note.parse(NOTE);
    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.verify(List.of(PETER))).containsExactly(NoteSignature.parse(LINE));
    assertThat(note).hasToString(NOTE);
    assertThat(Note.parse(NOTE.getBytes(StandardCharsets.UTF_8))).isEqualTo(note);
  }

  @Test
  void the_shared_key_signs_it_byte_for_byte() {
    assertThat(new Note(TEXT, List.of(PETERS_SECRET.sign(TEXT)))).hasToString(NOTE);
    assertThat(PETERS_SECRET.verifier()).isEqualTo(PETER);
    assertThat(PETERS_SECRET.encoded()).contains("AYEKFALVFGyNhPJEMzD1QIDr");
    assertThat(PETERS_SECRET).hasToString("signing key PeterNeumann+c74f20a3");
  }

  @Test
  void no_bit_of_text_or_signature_can_be_changed() {
    byte[] bytes = NOTE.getBytes(StandardCharsets.UTF_8);
    for (int place = 0; place < bytes.length; place++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        bytes[place] ^= (byte) (1 << bit);
        byte[] changed = bytes.clone();
        assertThatThrownBy(() -> Note.parse(changed).verify(List.of(PETER)))
            .isInstanceOfAny(MalformedNote.class, UntrustedNote.class);
        bytes[place] ^= (byte) (1 << bit);
      }
    }
  }

  @Test
  void others_signatures_are_ignored_and_alone_prove_nothing() {
    SigningKey other = SigningKey.generate("PeterNeumann", KeyType.ED25519);
    Note both = Note.parse(NOTE).with(other.sign("another text\n"));
    assertThat(both.verify(List.of(PETER))).hasSize(1);
    assertThatThrownBy(() -> both.verify(List.of(other.verifier())))
        .isInstanceOfSatisfying(
            UntrustedNote.class, it -> assertThat(it.reason()).isEqualTo(Reason.BAD_SIGNATURE));
    assertThatThrownBy(() -> new Note(TEXT, List.of(other.sign(TEXT))).verify(List.of(PETER)))
        .isInstanceOfSatisfying(
            UntrustedNote.class, it -> assertThat(it.reason()).isEqualTo(Reason.UNSIGNED))
        .hasMessageContaining("PeterNeumann+c74f20a3")
        .hasMessageContaining(other.verifier().id().toString());
  }

  @Test
  void a_known_key_that_did_not_sign_refuses_the_whole_note() {
    SigningKey second = SigningKey.generate("second", KeyType.ED25519);
    Note note = Note.parse(NOTE).with(second.sign("another text\n"));
    assertThatThrownBy(() -> note.verify(List.of(PETER, second.verifier())))
        .isInstanceOf(UntrustedNote.class)
        .hasMessageContaining("second");
  }

  @Test
  void the_text_may_have_empty_lines_and_the_last_one_ends_it() {
    String text = "one\n\n\ntwo\n";
    Note note = new Note(text, List.of(PETERS_SECRET.sign(text)));
    assertThat(Note.parse(note.toString())).isEqualTo(note);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\nx\n",
        "text\n— PeterNeumann x08go/ZJ\n",
        "text\n\n— PeterNeumann x08go/ZJ",
        "text\n\n- PeterNeumann x08go/ZJ\n",
        "text\n\n—PeterNeumann x08go/ZJ\n",
        "text\n\n— PeterNeumann  x08go/ZJ\n",
        "text\n\n— Peter Neumann x08go/ZJ\n",
        "text\n\n— Peter+Neumann x08go/ZJ\n",
        "text\n\n— Peter\u00a0Neumann x08go/ZJ\n",
        "text\n\n— Peter\u2003Neumann x08go/ZJ\n",
        "text\n\n— Peter\u0085Neumann x08go/ZJ\n",
        "text\n\n— PeterNeumann x08gow==\n",
        "text\n\n— PeterNeumann x08go/Z=\n",
        "text\n\n— PeterNeumann x08go/ZJ=\n",
        "text\n\n— PeterNeumann x08go_ZJ\n",
        "text\n\n— PeterNeumann \n",
        "text\n\n—  x08go/ZJ\n",
        "te\txt\n\n— PeterNeumann x08go/ZJ\n",
        "text\r\n\n— PeterNeumann x08go/ZJ\n",
        "te\0xt\n\n— PeterNeumann x08go/ZJ\n",
        "te\ud800xt\n\n— PeterNeumann x08go/ZJ\n",
        "text\n\n— PeterNeumann x08go/ZJ\ntext\n",
        "text\n\n— PeterNeumann x08go/ZJ\n\n",
      })
  void nothing_else_is_a_note(String text) {
    assertThatThrownBy(() -> Note.parse(text)).isInstanceOf(MalformedNote.class);
  }

  @Test
  void bytes_that_are_not_utf_8_are_no_note() {
    byte[] bytes = NOTE.getBytes(StandardCharsets.UTF_8);
    bytes[0] = (byte) 0xC3;
    assertThatThrownBy(() -> Note.parse(bytes)).hasMessageContaining("not UTF-8");
  }

  @Test
  void signatures_and_bytes_are_limited() {
    NoteSignature line = NoteSignature.parse(LINE);
    assertThat(Note.parse(TEXT + "\n" + line.line().repeat(100)).signatures()).hasSize(100);
    assertThatThrownBy(() -> Note.parse(TEXT + "\n" + line.line().repeat(101)))
        .isInstanceOf(MalformedNote.class);
    assertThatThrownBy(() -> Note.parse("x".repeat(1_000_000) + NOTE))
        .hasMessageContaining("expected: <= 1000000");
  }

  @Test
  void no_part_of_a_key_is_a_key() {
    String vkey = PETER.toString();
    for (int from = 0; from <= vkey.length(); from++) {
      for (int to = from; to <= vkey.length(); to++) {
        String part = vkey.substring(from, to);
        if (!part.equals(vkey)) {
          assertThatThrownBy(() -> VerifierKey.parse(part)).isInstanceOf(MalformedNote.class);
        }
      }
    }
    String skey = PETERS_SECRET.encoded();
    for (int to = 0; to < skey.length(); to++) {
      String part = skey.substring(0, to);
      assertThatThrownBy(() -> SigningKey.parse(part))
          .isInstanceOf(MalformedNote.class)
          .hasMessageNotContaining("AYEK");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      })
  void a_key_with_another_length_type_name_or_id_is_none(String vkey) {
    assertThatThrownBy(() -> VerifierKey.parse(vkey)).isInstanceOf(MalformedNote.class);
  }
}
