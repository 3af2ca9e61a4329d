package dev.offboard.local.evidence;

import static java.util.stream.Collectors.toSet;

import dev.offboard.audit.certificate.Certificate;
import dev.offboard.audit.certificate.ReadCertificate;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.verify.Finding;
import dev.offboard.audit.verify.History;
import dev.offboard.audit.verify.ProofVerifier;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whether an evidence folder is what it claims to be: every certificate and checkpoint holds, all
/// of them are of one history, and the list says what the certificates prove. What has no
/// certificate, because it has not ended, is only the platform's word.
public final class EvidenceCheck {
  private final EvidenceFolder folder;
  private final Trust trust;
  private final List<Finding> refuted = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> proven = new ArrayList<>();
  private final Map<Long, TreeHead> heads = new HashMap<>();
  private final Set<String> files = new LinkedHashSet<>();

  private EvidenceCheck(EvidenceFolder folder, Trust trust) {
    this.folder = folder;
    this.trust = trust;
  }

  /// @param history what shows that its latest checkpoint continues those that `trust` keeps
  public static Verdict of(EvidenceFolder folder, Trust trust, History history) {
    EvidenceCheck check = new EvidenceCheck(folder, trust);
    check.attempt("the folder", () -> check.check(history));
    return new Verdict(check.refuted, check.unknown, check.proven);
  }

  private void check(History history) {
    Trust log = new Trust(trust.origin(), trust.logKey(), trust.witnesses(), List.of());
    take(
        "the latest checkpoint",
        ProofVerifier.verify(folder.latest(), Optional.empty(), trust, history));
    SignedCheckpoint latest = SignedCheckpoint.parse(folder.latest());
    remember(latest);
    folder.checkpoints().forEach(size -> attempt("checkpoint " + size, () -> older(size, log)));
    proven.add("%d checkpoints, and the latest continues each of them".formatted(heads.size() - 1));
    Map<String, Certificate> certificates = new HashMap<>();
    files.addAll(folder.certificates());
    for (String id : files) {
      attempt("certificate " + id, () -> certificates.put(id, certificate(id, log)));
    }
    proven.add("%d certificates".formatted(certificates.size()));
    attempt(
        "the list",
        () -> {
          List<EvidenceRow> rows = folder.rows();
          rows.forEach(row -> row(row, certificates));
          list(rows, certificates);
        });
  }

  private void older(String size, Trust log) {
    SignedCheckpoint older = SignedCheckpoint.parse(folder.checkpoint(size));
    Trust keeping = new Trust(log.origin(), log.logKey(), log.witnesses(), List.of(older));
    require(
        ProofVerifier.verify(
            folder.latest(),
            Optional.empty(),
            keeping,
            History.of(folder.proof(size).stream().map(Hash::ofBase64).toList())));
    require(ProofVerifier.verify(folder.checkpoint(size), Optional.empty(), log, History.none()));
    remember(older);
  }

  private void remember(SignedCheckpoint checkpoint) {
    TreeHead head = checkpoint.checkpoint().head();
    heads.put(head.size(), head);
  }

  private Certificate certificate(String id, Trust log) {
    byte[] file = folder.certificate(id);
    require(ProofVerifier.verify(file, Optional.empty(), log, History.none()));
    ReadCertificate read = ReadCertificate.parse(file);
    TreeHead head = read.checkpoint().checkpoint().head();
    TreeHead known = heads.get(head.size());
    if (known == null) {
      unknown.add(
          "certificate %s leads to a checkpoint of %d entries that is not in the folder: whether the latest continues it is not shown"
              .formatted(id, head.size()));
    } else if (!known.equals(head)) {
      refute(
          "certificate %s leads to another history than checkpoint %d".formatted(id, head.size()));
    }
    return read.requireTrue();
  }

  private void row(EvidenceRow row, Map<String, Certificate> certificates) {
    Certificate certificate = certificates.get(row.id());
    if (certificate == null) {
      without(row);
    } else {
      RowCheck.differences(row, certificate).forEach(this::refute);
    }
  }

  private void without(EvidenceRow row) {
    String said = row.text(EvidenceRow.CERTIFICATE).orElse("");
    if (files.contains(row.id())) {
      return; // it is refuted already
    }
    if (said.equals(EvidenceFolder.nameOfCertificate(row.id()))) {
      refute("offboarding %s: %s is missing".formatted(row.id(), said));
    } else if (row.hasEnded()) {
      unknown.add("offboarding %s has ended and has no certificate: %s".formatted(row.id(), said));
    }
  }

  private void list(List<EvidenceRow> rows, Map<String, Certificate> certificates) {
    if (!folder.sheet().equals(Sheet.of(rows))) {
      refute("offboardings.csv does not say what offboardings.json says");
    }
    Set<String> listed = rows.stream().map(EvidenceRow::id).collect(toSet());
    files.stream()
        .filter(id -> !listed.contains(id))
        .forEach(id -> refute("certificate %s is of no offboarding in the list".formatted(id)));
    if (refuted.isEmpty()) {
      proven.add(
          "the list says of %d offboardings what their certificates prove"
              .formatted(certificates.size()));
      long open = rows.stream().filter(row -> !row.hasEnded()).count();
      if (open > 0) {
        proven.add(
            "%d offboardings have not ended and have no certificate: of these the list is the platform's word"
                .formatted(open));
      }
    }
  }

  private void take(String what, Verdict verdict) {
    require(verdict);
    verdict.proven().forEach(held -> proven.add("%s: %s".formatted(what, held)));
  }

  /// What is unknown for the same reason of everything, like a missing key, is said once.
  private void require(Verdict verdict) {
    verdict.unknown().stream().filter(why -> !unknown.contains(why)).forEach(unknown::add);
    if (!verdict.refuted().isEmpty()) {
      throw new IllegalArgumentException(verdict.refuted().getFirst().toString());
    }
  }

  private void attempt(String what, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      refute("%s: %s".formatted(what, e.getMessage()));
    } catch (RuntimeException e) {
      unknown.add("%s: %s".formatted(what, e.getMessage()));
    }
  }

  private void refute(String what) {
    refuted.add(Finding.of(what));
  }
}
