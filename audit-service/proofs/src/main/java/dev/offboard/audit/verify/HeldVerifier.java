package dev.offboard.audit.verify;

import dev.offboard.audit.certificate.Held;
import dev.offboard.audit.certificate.ReadCertificate;
import java.util.List;
import java.util.Optional;

/// Whether a user had one access when it began to be taken away, by what a certificate's entries
/// say. Says nothing of the certificate's signatures.
public final class HeldVerifier {
  private final String kind;
  private final String identifier;
  private final Judgement judgement = new Judgement();

  private HeldVerifier(String kind, String identifier) {
    this.kind = kind;
    this.identifier = identifier;
  }

  /// @param kind as the certificate calls it, like `grants/crm`
  public static Verdict verify(byte[] certificate, String kind, String identifier) {
    HeldVerifier verifier = new HeldVerifier(kind, identifier);
    verifier.judgement.attempt(() -> verifier.verify(ReadCertificate.parse(certificate)));
    return verifier.judgement.verdict();
  }

  private void verify(ReadCertificate certificate) {
    List<Held> ofKind =
        certificate.requireTrue().statement().inventory().stream()
            .flatMap(inventory -> inventory.held().stream())
            .filter(held -> held.kind().equals(kind))
            .toList();
    if (ofKind.stream().anyMatch(held -> held.has(identifier).equals(Optional.of(true)))) {
      judgement.prove("%s %s was among what the user had".formatted(kind, identifier));
    } else if (ofKind.stream().anyMatch(held -> held.has(identifier).isEmpty())) {
      judgement.unknown(
          "%s are told by one digest over all of them: whether %s was among them can't be told without the others"
              .formatted(kind, identifier));
    } else {
      judgement.refute(
          Finding.of(
              "%s %s was not among what the user had: the inventory has %d of this kind, and none is it"
                  .formatted(kind, identifier, ofKind.stream().mapToLong(Held::count).sum())));
    }
  }
}
