package dev.offboard.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void only_the_owner_can_look_into_it() throws IOException {
    DataDirectory data = DataDirectory.at(folder.resolve("new")).create();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
        .isEqualTo("rwx------");
  }

  @Test
  void a_path_through_a_symbolic_link_is_the_same_installation() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThat(DataDirectory.at(link)).isEqualTo(DataDirectory.at(real));
  }

  @Test
  void a_file_in_its_place_is_an_error_that_says_what_to_do() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> DataDirectory.at(file).create())
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("can't be the data directory")
        .hasMessageEndingWith("Nothing was started; name another with --data");
  }

  @Test
  void a_secret_is_made_once_and_only_its_owner_can_read_it() throws IOException {
    DataDirectory data = DataDirectory.at(folder).create();
    String token = new Secrets(data).token();

    assertThat(new Secrets(data).token()).isEqualTo(token).hasSizeGreaterThan(30);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(new Secrets(data).tokenFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void every_service_finds_the_same_token_and_passwords_of_its_own() throws IOException {
    Secrets secrets = new Secrets(DataDirectory.at(folder).create());

    Path identity = secrets.of(Service.IDENTITY);
    Path session = secrets.of(Service.SESSION);

    assertThat(identity.resolve("offboard.token"))
        .hasSameTextualContentAs(session.resolve("offboard.token"));
    assertThat(Files.readString(identity.resolve("spring.datasource.password")))
        .isNotEqualTo(Files.readString(session.resolve("spring.datasource.password")))
        .isEqualTo(secrets.bootstrapVariables().get("identity_password"));
  }

  /// The services are prepared side by side, each by a thread of its own.
  @RepeatedTest(20)
  void services_that_start_side_by_side_accept_the_same_token() {
    DataDirectory data = DataDirectory.at(folder).create();

    List<String> accepted =
        Stream.of(Service.values())
            .map(
                service ->
                    CompletableFuture.supplyAsync(
                        () -> new Secrets(data).of(service).resolve("offboard.token"), threads))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .map(DataDirectoryTest::read)
            .toList();

    assertThat(accepted).containsOnly(new Secrets(data).token());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
