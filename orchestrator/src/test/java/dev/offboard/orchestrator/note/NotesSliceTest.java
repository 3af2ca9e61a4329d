package dev.offboard.orchestrator.note;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.EncryptedNote;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class NotesSliceTest extends OrchestratorSlice {
  private static final String WORDS = "Lisbon-4711";

  @Autowired private Notes notes;

  @Test
  void a_note_is_shown_to_who_asks_and_in_the_clear_nowhere_else() {
    UserRef user = activeUser("u1");
    MvcTestResult answer = post(withNote(user, "planned-departure"));

    assertThat(answer).hasStatus(202);
    JsonNode note = bodyOf(answer).at("/history/0/note");
    assertThat(note.path("status").asString()).isEqualTo("READABLE");
    assertThat(note.path("text").asString()).isEqualTo(WORDS);
    assertThat(rowsWith(WORDS)).isZero();
    EncryptedNote told = requireNonNull(participants.changes(user).getFirst().note());
    assertThat(told.algorithm()).isEqualTo(NoteCipher.ALGORITHM);
    assertThat(rowsWith(told.ciphertext())).as("in the history and in the message").isEqualTo(2);
  }

  @Test
  void who_writes_nothing_gets_no_key() {
    UserRef user = activeUser("u1");
    offboarded(user, "planned-departure");
    assertThat(keysOf(user)).isZero();
    assertThat(participants.changes(user)).extracting(StateChange::note).containsOnlyNulls();
  }

  @Test
  void the_notes_of_a_request_and_of_its_undo_open_with_one_key() {
    UserRef user = activeUser("u1");
    OffboardingId id = idOf(post(withNote(user, "planned-departure")));
    undo(id);
    undo(id);
    deliveries.deliver(participants.completeLast(user));

    assertThat(shown(id).path("history"))
        .extracting(change -> change.at("/note/text").asString(""))
        .containsExactly(WORDS, "came back", "");
    assertThat(keysOf(user)).isEqualTo(1);
    assertThat(stateOf(id)).isEqualTo("REINSTATED");
  }

  @Test
  void a_note_that_leads_to_no_change_is_not_kept() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "planned-departure");
    assertThat(post(withNote(user, "planned-departure"))).hasStatus(200);
    assertThat(shown(id).path("history").get(0).has("note")).isFalse();
    assertThat(keysOf(user)).isZero();
  }

  @Test
  void the_key_is_destroyed_when_everybody_has_confirmed_the_erasure_and_not_before() {
    UserRef user = activeUser("u1");
    OffboardingId id = idOf(post(withNote(user, "erasure-request")));
    revoked(user);
    assertThat(stateOf(id)).isEqualTo("ERASING");
    assertThat(noteOf(id).path("status").asString()).isEqualTo("READABLE");
    EncryptedNote before = requireNonNull(participants.changes(user).getFirst().note());

    deliveries.deliver(participants.completeLast(user));

    assertThat(stateOf(id)).isEqualTo("SEALING");
    assertThat(keysOf(user)).isZero();
    assertThat(noteOf(id).path("status").asString()).isEqualTo("ERASED");
    assertThat(noteOf(id).has("text")).isFalse();
    assertThat(participants.changes(user).getFirst().note()).isEqualTo(before);
  }

  @Test
  void who_comes_back_gets_another_key_and_the_old_notes_stay_erased() {
    UserRef user = activeUser("u1");
    OffboardingId gone = idOf(post(withNote(user, "erasure-request")));
    revoked(user);
    deliveries.deliver(participants.completeLast(user));
    deliveries.deliver(participants.completeLast(user));
    assertThat(stateOf(gone)).isEqualTo("COMPLETED");
    IDENTITY_SERVICE.knows(user, 1, "ERASED");

    OffboardingId back =
        idOf(
            postTo(
                "/api/re-hires",
                Map.of("tenantId", tenant, "userId", user.userId().value(), "note", "is missed")));

    assertThat(noteOf(back).path("text").asString()).isEqualTo("is missed");
    assertThat(noteOf(gone).path("status").asString()).isEqualTo("ERASED");
  }

  @Test
  void of_users_who_are_not_erased_the_key_stays() {
    UserRef leaver = activeUser("u1");
    UserRef other = activeUser("u2");
    post(withNote(other, "planned-departure"));
    post(withNote(leaver, "erasure-request"));
    revoked(leaver);
    deliveries.deliver(participants.completeLast(leaver));
    assertThat(keysOf(leaver)).isZero();
    assertThat(keysOf(other)).isEqualTo(1);
  }

  @Test
  void a_new_wrapping_key_takes_over_and_the_old_one_may_go() {
    UserRef user = activeUser("u1");
    OffboardingId id = idOf(post(withNote(user, "planned-departure")));
    SecureRandom random = new SecureRandom();
    String old =
        requireNonNull(context.getEnvironment().getProperty("offboard.notes.wrapping-keys"));
    String fresh = "another-wrapping-key-of-the-tests-012345";
    List<StateChange> history = participants.changes(user);

    new Rewrapping(jdbc, new WrappingKeys(fresh + "\n" + old, random), transactions).rewrap();

    assertThat(new Notes(jdbc, new WrappingKeys(fresh, random)).read(user, history))
        .containsEntry(1, ReadNote.readable(WORDS));
    assertThat(noteOf(id).path("status").asString())
        .as("this instance knows only the old one")
        .isEqualTo("UNREADABLE");
    MvcTestResult refused = postTo("/api/offboardings/%s/undo".formatted(id), Map.of("note", "x"));
    assertThat(refused).hasStatus(503);
    assertThat(bodyOf(refused).path("code").asString()).isEqualTo("note-key-missing");
    assertThat(postTo("/api/offboardings/%s/undo".formatted(id), Map.of())).hasStatus(202);
    new Rewrapping(jdbc, new WrappingKeys(old + "\n" + fresh, random), transactions).rewrap();
    assertThat(noteOf(id).path("text").asString()).isEqualTo(WORDS);
  }

  @Test
  void a_note_that_was_changed_in_the_database_is_not_shown() {
    UserRef user = activeUser("u1");
    post(withNote(user, "planned-departure"));
    StateChange change = participants.changes(user).getFirst();
    EncryptedNote note = requireNonNull(change.note());
    EncryptedNote changed =
        new EncryptedNote(note.algorithm(), note.keyId(), note.salt(), note.commitment(), "AAAA");
    assertThat(notes.read(user, List.of(change.with(changed))))
        .containsEntry(1, ReadNote.not(ReadNote.Status.UNREADABLE));
    assertThat(notes.read(user, List.of(change))).containsEntry(1, ReadNote.readable(WORDS));
  }

  private Map<String, Object> withNote(UserRef user, String reason) {
    Map<String, Object> body = new HashMap<>(body(user, reason));
    body.put("note", WORDS);
    return body;
  }

  private OffboardingId idOf(MvcTestResult answer) {
    assertThat(answer).hasStatus(202);
    return OffboardingId.parse(bodyOf(answer).path("id").asString());
  }

  private JsonNode noteOf(OffboardingId id) {
    return shown(id).at("/history/0/note");
  }

  private int keysOf(UserRef user) {
    return jdbc.sql("SELECT count(*) FROM user_key WHERE (tenant_id, user_id) = (?, ?)")
        .params(user.tenantId().value(), user.userId().value())
        .query(Integer.class)
        .single();
  }

  /// In whatever table.
  private int rowsWith(String words) {
    return jdbc
        .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'orchestrator'")
        .query(String.class)
        .list()
        .stream()
        .mapToInt(
            table ->
                jdbc.sql(
                        "SELECT count(*) FROM orchestrator.%s AS t WHERE strpos(t::text, ?) > 0"
                            .formatted(table))
                    .param(words)
                    .query(Integer.class)
                    .single())
        .sum();
  }
}
