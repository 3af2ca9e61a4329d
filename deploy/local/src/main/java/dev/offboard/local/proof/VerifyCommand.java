package dev.offboard.local.proof;

import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.VerifierKey;
import dev.offboard.audit.verify.HeldVerifier;
import dev.offboard.audit.verify.History;
import dev.offboard.audit.verify.LogSource;
import dev.offboard.audit.verify.LogVerifier;
import dev.offboard.audit.verify.ProofVerifier;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.local.evidence.EvidenceCheck;
import dev.offboard.local.evidence.EvidenceFolder;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard verify`: exit code 0 when what it was given is what it claims to be, 1 when it is not,
/// 2 when that can't be told.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies a certificate, a tlog-proof, a checkpoint, an evidence folder, or a whole audit"
          + " log.",
      "It needs no running platform and trusts nothing but the keys and checkpoints it is given.",
      "Exit code 0: verified; 1: refuted, with the evidence; 2: can't tell."
    })
public final class VerifyCommand implements Callable<Integer> {
  /// Of a certificate of a thousand entries it would be a hundredth; a file from a stranger must
  /// not fill the memory.
  private static final int MAX_BYTES = 64 << 20;

  @Parameters(
      paramLabel = "FILE|DIR|URL",
      description =
          "A file, an evidence folder, or where a whole log is served: a directory or an http(s)"
              + " URL")
  private String subject = "";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The log's verifier key (name+id+base64), or a file with it")
  private @Nullable String key;

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      description = "The log's origin, if it is not the name of its key")
  private @Nullable String origin;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "A checkpoint that you kept, which must still hold; may be repeated")
  private List<Path> kept = new ArrayList<>();

  @Option(
      names = "--witness",
      paramLabel = "KEY",
      description = "The key of a witness that must have cosigned; may be repeated")
  private List<String> witnesses = new ArrayList<>();

  @Option(
      names = "--log",
      paramLabel = "DIR|URL",
      description = "Where a FILE's log is served, to compare with --checkpoint")
  private @Nullable String log;

  @Option(
      names = "--token",
      paramLabel = "FILE",
      description = "The bearer token of a log behind a URL, such as secrets/token of its data")
  private @Nullable Path token;

  @Option(
      names = "--consistency",
      paramLabel = "FILE",
      description = "A consistency proof from --checkpoint on, one base64 hash a line")
  private @Nullable Path consistency;

  @Option(
      names = "--entry",
      paramLabel = "FILE",
      description = "The entry that a tlog-proof is for, byte for byte")
  private @Nullable Path entry;

  @Option(
      names = "--has",
      paramLabel = "KIND=IDENTIFIER",
      description =
          "Of a certificate: that the user had this access, like grants/crm=admin; may be repeated")
  private Map<String, String> held = new LinkedHashMap<>();

  @Option(names = "--json", description = "One JSON document")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Verdict verdict;
    try {
      verdict = verify();
    } catch (RuntimeException e) {
      String why =
          e.getCause() == null ? e.getMessage() : "%s (%s)".formatted(e.getMessage(), e.getCause());
      verdict = new Verdict(List.of(), List.of(String.valueOf(why)), List.of());
    }
    VerdictText text = new VerdictText(verdict);
    Output.of(command).say(json ? Json.pretty(text.json()) : text.lines());
    return text.exitCode();
  }

  private Verdict verify() {
    if (subject.startsWith("http://")
        || subject.startsWith("https://")
        || Files.isDirectory(Path.of(subject))) {
      requireNothingAskedOfACertificate();
      Optional<EvidenceFolder> evidence = evidence();
      if (evidence.isPresent()) {
        return EvidenceCheck.of(evidence.get(), trust(), history());
      }
      return LogVerifier.verify(source(subject), trust());
    }
    byte[] file = read(Path.of(subject));
    Verdict verdict =
        ProofVerifier.verify(
            file, Optional.ofNullable(entry).map(VerifyCommand::read), trust(), history());
    for (Map.Entry<String, String> access : held.entrySet()) {
      verdict = verdict.and(HeldVerifier.verify(file, access.getKey(), access.getValue()));
    }
    return verdict;
  }

  private void requireNothingAskedOfACertificate() {
    if (!held.isEmpty()) {
      throw new IllegalArgumentException(
          "--has is a question to one certificate, and %s is none".formatted(subject));
    }
  }

  private Optional<EvidenceFolder> evidence() {
    return subject.startsWith("http://") || subject.startsWith("https://")
        ? Optional.empty()
        : EvidenceFolder.open(Path.of(subject));
  }

  private LogSource source(String place) {
    return LogSource.of(
        place,
        Optional.ofNullable(token)
            .map(file -> new String(read(file), StandardCharsets.UTF_8).strip()));
  }

  private Trust trust() {
    Optional<VerifierKey> logKey = Optional.ofNullable(key).map(Keys::parse);
    return new Trust(
        Optional.ofNullable(origin).or(() -> logKey.map(VerifierKey::name)),
        logKey,
        witnesses.stream().map(Keys::parse).toList(),
        kept.stream().map(file -> SignedCheckpoint.parse(read(file))).toList());
  }

  private History history() {
    if (consistency != null) {
      return History.of(
          new String(read(consistency), StandardCharsets.US_ASCII)
              .lines()
              .map(Hash::ofBase64)
              .toList());
    }
    return log == null ? History.none() : History.in(source(log));
  }

  private static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("longer than %d bytes".formatted(MAX_BYTES));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }
}
