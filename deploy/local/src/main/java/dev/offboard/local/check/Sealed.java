package dev.offboard.local.check;

import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.verify.LogVerifier;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.Installation;
import java.util.Optional;

/// The audit log as a verifier sees it that kept what the signer remembers.
@FunctionalInterface
interface Sealed {
  /// Reads the whole log; empty while there is none.
  ///
  /// @throws dev.offboard.local.client.ServiceRefusal if no checkpoint may be published
  Optional<Verdict> verdict();

  /// That of a running installation, by the key and the memory in its data directory.
  static Sealed of(Coordinates platform) {
    Installation installation = Installation.at(platform.dataDirectory());
    PlatformClient client = PlatformClient.of(platform);
    return () ->
        installation
            .lastSigned()
            .map(
                kept ->
                    LogVerifier.verify(
                        client.audit().log(),
                        Trust.in(installation.auditKey()).keeping(SignedCheckpoint.parse(kept))));
  }
}
