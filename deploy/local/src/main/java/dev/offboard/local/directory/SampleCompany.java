package dev.offboard.local.directory;

import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/// The companies that ship with the command, all of them invented: a haulier, a clinic and a
/// software maker with its customers' users; 300 users and 1,200 grants.
public final class SampleCompany {
  /// An accountant of the haulier who holds eight roles.
  public static final UserRef SOMEBODY = UserRef.of("nordwind-logistics", "e1110");

  private static final List<String> FILES =
      List.of(
          "nordwind-logistics.users.json",
          "halden-clinic.users.json",
          "quillpad.users.json",
          "grants.csv");

  private SampleCompany() {}

  /// Imports all of it.
  ///
  /// @throws PlatformFailure when anything of it is rejected
  public static String importInto(PlatformClient platform, Consumer<String> progress) {
    ImportReport report =
        new Import(platform, progress).run(ImportFiles.read(files(), ImportRules.USUAL));
    if (!report.isComplete()) {
      throw new PlatformFailure(
          "%d rows of the sample company were rejected, the first is %s"
              .formatted(report.rejections().size(), report.rejections().getFirst()));
    }
    return report.sentence();
  }

  static List<InputFile> files() {
    return FILES.stream().map(SampleCompany::file).toList();
  }

  private static InputFile file(String name) {
    try (InputStream in = SampleCompany.class.getResourceAsStream("/sample/" + name)) {
      if (in == null) {
        throw new IllegalStateException("sample/%s is missing from the jar".formatted(name));
      }
      return InputFile.of("sample/" + name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("sample/%s can't be read".formatted(name), e);
    }
  }
}
