package dev.offboard.audit.certificate;

import static dev.offboard.audit.certificate.SampleCertificate.CERTIFICATE;
import static dev.offboard.audit.certificate.SampleCertificate.ENTRIES;
import static dev.offboard.audit.certificate.SampleCertificate.ID;
import static dev.offboard.audit.certificate.SampleCertificate.KEY;
import static dev.offboard.audit.certificate.SampleCertificate.LOG;
import static dev.offboard.audit.certificate.SampleCertificate.TRUST;
import static dev.offboard.audit.certificate.SampleCertificate.bytes;
import static dev.offboard.audit.certificate.SampleCertificate.change;
import static dev.offboard.audit.certificate.SampleCertificate.changed;
import static dev.offboard.audit.certificate.SampleCertificate.eachValue;
import static dev.offboard.audit.certificate.SampleCertificate.entries;
import static dev.offboard.audit.certificate.SampleCertificate.entry;
import static dev.offboard.audit.certificate.SampleCertificate.refuted;
import static dev.offboard.audit.certificate.SampleCertificate.results;
import static dev.offboard.audit.certificate.SampleCertificate.statement;
import static dev.offboard.audit.certificate.SampleCertificate.tree;
import static dev.offboard.audit.certificate.SampleCertificate.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.verify.Finding;
import dev.offboard.audit.verify.History;
import dev.offboard.audit.verify.ProofVerifier;
import dev.offboard.audit.verify.SampleLog;
import dev.offboard.audit.verify.Stories;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.audit.verify.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CertificateTest {
  @Test
  void a_certificate_is_verified_offline() {
    Verdict verdict = verify(CERTIFICATE.toJson());
    assertThat(verdict.refuted()).isEmpty();
    assertThat(verdict.outcome()).isEqualTo(Outcome.VERIFIED);
    assertThat(verdict.proven())
        .contains("the log has all 12 entries of the certificate")
        .anyMatch(it -> it.contains(ID) && it.contains("6 state changes, COMPLETED since"));
  }

  @Test
  void no_value_in_it_can_be_changed() {
    List<String> places = new ArrayList<>();
    eachValue(tree(), "", places::add);
    assertThat(places).hasSizeGreaterThan(100);
    for (String place : places) {
      Verdict verdict = verify(changed(it -> change(it, place)));
      assertThat(verdict.outcome()).as(place).isEqualTo(Outcome.REFUTED);
    }
  }

  @Test
  void no_member_can_be_added_or_taken_away_or_told_twice() {
    refuted(it -> it.put("more", "x"), "/more is \"x\" (expected: absent, by the entries)");
    refuted(
        it -> statement(it).remove("revokedAt"),
        "/statement/revokedAt is absent (expected: \"2026-");
    refuted(
        it -> results(it).remove(0), "/statement/results is a list of 5 (expected: a list of 6");
    String twice = CERTIFICATE.toJson().replaceFirst("\\{", "{\"origin\":\"other\",");
    assertThat(verify(twice).refuted().getFirst().what()).contains("origin");
    assertThat(verify(CERTIFICATE.toJson() + "{}").outcome()).isEqualTo(Outcome.REFUTED);
    assertThat(verify("{").outcome()).isEqualTo(Outcome.REFUTED);
  }

  @Test
  void a_changed_field_is_named_with_what_the_entries_say() {
    refuted(
        it -> ((ObjectNode) results(it).get(0).path("evidence")).put("sessions", 99),
        "/statement/results/0/evidence/sessions is 99 (expected: ");
  }

  @Test
  void a_moved_timestamp_is_named() {
    refuted(
        it -> statement(it).put("revokedAt", "2026-11-23T09:00:00Z"),
        "/statement/revokedAt is \"2026-11-23T09:00:00Z\" (expected: ");
    refuted(
        it -> {
          ObjectNode entry = (ObjectNode) it.path("entries").get(3);
          entry.put("body", entry.path("body").stringValue().replace("11-23T09", "11-23T08"));
        },
        "leads to root");
  }

  @Test
  void a_note_is_in_it_as_it_was_encrypted_and_is_no_other() {
    assertThat(verify(CERTIFICATE.toJson()).proven())
        .contains("1 notes of people are in it as they were written, encrypted");
    refuted(
        it -> ((ObjectNode) statement(it).at("/history/0/note")).put("ciphertext", "AAAA"),
        "/statement/history/0/note/ciphertext is \"AAAA\" (expected: ");
    refuted(
        it ->
            entry(it, 0)
                .put(
                    "body",
                    entry(it, 0)
                        .path("body")
                        .stringValue()
                        .replace("\"salt\":\"", "\"salt\":\"AAAA")),
        "leads to root");
  }

  @Test
  void what_stands_in_the_place_of_a_note_is_refused() {
    for (String told : List.of("\"note\":\"words\"", "\"note\":{\"text\":\"words\"}")) {
      List<String> entries =
          ENTRIES.stream().map(it -> it.replaceFirst("\"note\":\\{.*?}", told)).toList();
      assertThatThrownBy(() -> SampleLog.of(entries).certificate(ID))
          .hasMessageContaining("the note of entry 0 has no algorithm");
    }
  }

  @Test
  void a_replaced_proof_is_named() {
    refuted(
        it -> entry(it, 2).put("proof", entry(it, 3).path("proof").stringValue()),
        "the proof of entry %d is for entry %d"
            .formatted(
                CERTIFICATE.entries().get(2).leafIndex(),
                CERTIFICATE.entries().get(3).leafIndex()));
    Certificate ofSmallerLog = LOG.first(200).certificate(ID);
    refuted(
        it -> entry(it, 0).put("proof", ofSmallerLog.entries().getFirst().proof()),
        "is for another checkpoint");
  }

  @Test
  void an_entry_left_out_is_missed() {
    refuted(it -> entries(it).remove(0), "is state change 2 (expected: number 1)");
    refuted(
        it -> {
          entries(it).remove(1);
          results(it).remove(0);
          ((ArrayNode) it.at("/statement/inventory")).remove(0);
        },
        "9 entries before the seal in entry");
    refuted(it -> entries(it).removeAll(), "no state change among the entries");
  }

  @Test
  void entries_in_another_order_or_twice_are_refused() {
    refuted(it -> entries(it).add(entries(it).remove(1)), "comes after entry");
    refuted(it -> entries(it).insert(1, entry(it, 0).deepCopy()), "comes after entry");
  }

  @Test
  void an_entry_of_another_offboarding_is_refused() {
    List<LoggedEntry> entries = new ArrayList<>();
    CERTIFICATE.entries().forEach(it -> entries.add(it.entry()));
    entries.add(new LoggedEntry(0, Stories.entries(2, 1).getFirst()));
    assertThatThrownBy(() -> Certificate.issue(LOG.checkpoint(), entries, LOG.hashes()))
        .hasMessageContaining("state change");
  }

  @Test
  void a_certificate_signed_by_another_key_is_refused() {
    SigningKey other = SigningKey.generate(KEY.verifier().name(), KeyType.ED25519);
    Verdict verdict = verify(LOG.signedBy(other).certificate(ID).toJson());
    assertThat(verdict.refuted().getFirst().what()).contains("no signature by");
  }

  @Test
  void a_certificate_of_a_log_that_was_rewritten_is_refused_by_who_kept_a_checkpoint() {
    SampleLog rewritten = LOG.but(it -> it.set(0, it.get(0).replace("acme", "acne")));
    Verdict verdict =
        ProofVerifier.verify(
            bytes(rewritten.certificate(ID).toJson()),
            Optional.empty(),
            TRUST.keeping(LOG.checkpoint()),
            History.none());
    assertThat(verdict.refuted().getFirst().what()).contains("was rewritten");
    Verdict unknown =
        ProofVerifier.verify(
            bytes(CERTIFICATE.toJson()),
            Optional.empty(),
            TRUST.keeping(LOG.first(99).checkpoint()),
            History.none());
    assertThat(unknown.outcome()).isEqualTo(Outcome.CANNOT_TELL);
  }

  @Test
  void a_certificate_is_true_also_when_the_log_has_grown_since() {
    SampleLog later = LOG.but(it -> it.addAll(Stories.entries(5, 50)));
    assertThat(compared(later).outcome()).isEqualTo(Outcome.VERIFIED);
    assertThat(compared(later).proven())
        .contains("the checkpoint of 312 entries continues to the one that was kept");
    SampleLog rewritten = later.but(it -> it.set(0, it.get(0).replace("acme", "acne")));
    assertThat(compared(rewritten).refuted())
        .extracting(Finding::what)
        .anyMatch(it -> it.contains("the log of 362 entries does not continue the one of 312"));
  }

  @Test
  void each_proof_in_it_verifies_on_its_own() {
    for (ProvenEntry entry : CERTIFICATE.entries()) {
      Verdict verdict =
          ProofVerifier.verify(
              bytes(entry.proof()), Optional.of(entry.entry().bytes()), TRUST, History.none());
      assertThat(verdict.outcome()).isEqualTo(Outcome.VERIFIED);
      assertThat(
              ProofVerifier.verify(bytes(entry.proof()), Optional.empty(), TRUST, History.none())
                  .outcome())
          .isEqualTo(Outcome.CANNOT_TELL);
    }
  }

  private static Verdict compared(SampleLog kept) {
    return ProofVerifier.verify(
        bytes(CERTIFICATE.toJson()),
        Optional.empty(),
        TRUST.keeping(kept.checkpoint()),
        History.of(ConsistencyProof.build(312, 362, kept.hashes()).path()));
  }
}
