package dev.offboard.local.postgres;

import dev.offboard.local.journal.PlatformFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL programs of this operating system and processor, unpacked from the class path. A
/// folder that exists is complete: it is unpacked beside its place and renamed.
record PostgresBinaries(Path directory) {
  private static final Map<String, String> ARCHIVES =
      Map.of(
          "linux-amd64", "postgres-linux-x86_64.txz",
          "linux-aarch64", "postgres-linux-arm_64.txz",
          "mac-x86_64", "postgres-darwin-x86_64.txz",
          "mac-aarch64", "postgres-darwin-arm_64.txz");

  /// Owner may execute: 0100 in a tar entry's mode.
  private static final int OWNER_EXECUTES = 0100;

  /// The unpacked programs under `parent`, unpacking them first if this version isn't there yet.
  static PostgresBinaries in(Path parent) {
    String platform = platform();
    String archive =
        Optional.ofNullable(ARCHIVES.get(platform)).orElseThrow(() -> unsupported(platform));
    URL url =
        Optional.ofNullable(PostgresBinaries.class.getResource("/" + archive))
            .orElseThrow(() -> unsupported(platform));
    try {
      // each version's archive has its own size, which is cheaper to know than its version
      Path directory =
          parent.resolve(
              "binaries-%s-%d".formatted(platform, url.openConnection().getContentLengthLong()));
      if (!Files.isDirectory(directory)) {
        unpack(url, directory);
      }
      return new PostgresBinaries(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "PostgreSQL (%s) could not be unpacked under %s".formatted(archive, parent), e);
    }
  }

  /// The path of one program, for example `initdb`.
  String program(String name) {
    return directory.resolve("bin").resolve(name).toString();
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String os = system.startsWith("mac") ? "mac" : system.startsWith("linux") ? "linux" : system;
    return os + "-" + System.getProperty("os.arch");
  }

  private static PlatformFailure unsupported(String platform) {
    return new PlatformFailure(
        ("No PostgreSQL for %s (expected one of: %s). Nothing was started; use deploy/compose on"
                + " this machine")
            .formatted(platform, String.join(", ", ARCHIVES.keySet().stream().sorted().toList())));
  }

  private static void unpack(URL archive, Path directory) throws IOException {
    Files.createDirectories(directory.getParent());
    Path beside = Files.createTempDirectory(directory.getParent(), "unpacking-");
    try (InputStream in = archive.openStream();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
      for (@Nullable TarArchiveEntry entry = tar.getNextEntry();
          entry != null;
          entry = tar.getNextEntry()) {
        unpack(tar, entry, beside);
      }
    }
    Files.move(beside, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("%s points outside its archive".formatted(entry.getName()));
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & OWNER_EXECUTES) != 0 && !target.toFile().setExecutable(true)) {
      throw new IOException("%s can't be made executable".formatted(target));
    }
  }
}
