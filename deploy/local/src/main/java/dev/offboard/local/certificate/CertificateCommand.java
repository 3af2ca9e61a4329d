package dev.offboard.local.certificate;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard certificate TENANT/USER|ID`: fetches the certificate of an offboarding that has ended
/// and verifies it. Exit code 0 when it holds, 1 when it is refuted or isn't there, 2 when it can't
/// be told.
@Command(
    name = "certificate",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches the certificate of an offboarding and verifies it offline, with this installation's"
          + " public key.",
      "Hand the file to an auditor together with the key that `offboard status` shows; `offboard"
          + " verify FILE --key KEY` needs nothing else."
    })
public final class CertificateCommand implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Parameters(
      paramLabel = "TENANT/USER|ID",
      description = "The offboarding, or the user whose latest it is")
  private String which = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to put it (default: nowhere; it is only verified)")
  private @Nullable Path output;

  @Option(names = "--json", description = "One JSON document as the last line")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output out = Output.of(command);
    PlatformClient platform = PlatformClient.of(data.installation().coordinates());
    OffboardingId id = id(platform);
    CheckedCertificate certificate =
        CheckedCertificate.fetch(platform, data.installation().auditKey(), id);
    certificate.verdict().proven().forEach(line -> out.say("proved: " + line));
    certificate.verdict().refuted().forEach(finding -> out.say("REFUTED: " + finding));
    certificate.verdict().unknown().forEach(line -> out.say("can't tell: " + line));
    if (output != null) {
      write(output, certificate.file());
      out.say("The certificate of %s is in %s".formatted(id, output));
    }
    out.say(certificate.summary());
    if (json) {
      out.say(Json.line(certificate.json()));
    }
    return switch (certificate.verdict().outcome()) {
      case VERIFIED -> 0;
      case REFUTED -> 1;
      case CANNOT_TELL -> 2;
    };
  }

  private OffboardingId id(PlatformClient platform) {
    try {
      int slash = which.indexOf('/');
      if (slash < 0) {
        return OffboardingId.parse(which);
      }
      UserRef user = UserRef.of(which.substring(0, slash), which.substring(slash + 1));
      return platform
          .offboardings()
          .latestOf(user)
          .orElseThrow(() -> new PlatformFailure("%s was never offboarded".formatted(user)));
    } catch (IllegalArgumentException e) {
      String what =
          "\"%s\" (expected: TENANT/USER, or the id that `offboard list` shows)".formatted(which);
      if (command == null) {
        throw new IllegalArgumentException(what, e);
      }
      throw new ParameterException(command.commandLine(), what);
    }
  }

  private static void write(Path file, String certificate) {
    try {
      Files.writeString(file, certificate);
    } catch (IOException e) {
      throw new PlatformFailure("%s can't be written (%s)".formatted(file, e), e);
    }
  }
}
