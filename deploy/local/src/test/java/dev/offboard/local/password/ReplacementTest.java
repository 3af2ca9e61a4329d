package dev.offboard.local.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.supervision.Patience;
import dev.offboard.messaging.password.PasswordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplacementTest {
  private static final Patience SHORT = new Patience(Duration.ofMillis(50), Duration.ofMillis(1));

  /// By lot: all of them wrong is one in 2 to this power.
  private static final int ATTEMPTS = 100;

  @TempDir private Path folder;
  private Path file;
  private final MemoryDoor door = new MemoryDoor();
  private int made;

  @BeforeEach
  void a_password() throws IOException {
    file = Files.writeString(folder.resolve("session.password"), "old");
  }

  @Test
  void the_new_one_opens_and_the_old_one_does_not() throws IOException {
    replace();

    assertThat(Files.readString(file)).isEqualTo("new-1");
    assertThat(door.opensTo("new-1")).isTrue();
    assertThat(door.opensTo("old")).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(files()).containsExactly(file);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whenever_it_is_killed_a_reader_that_tries_again_is_let_in_and_the_next_run_ends_it(
      Moment moment) throws IOException {
    door.killed = moment;

    assertThatThrownBy(this::replace).isInstanceOf(Killed.class);

    PasswordFile read = new PasswordFile(file);
    assertThat(Stream.generate(read::forAttempt).limit(ATTEMPTS)).anyMatch(door::opens);

    door.killed = null;
    replace();
    assertThat(door.opens(Files.readString(file))).isTrue();
    assertThat(door.opens("old")).isFalse();
    assertThat(files()).containsExactly(file);
  }

  @Test
  void what_was_offered_by_a_run_that_was_killed_is_used_by_the_next() throws IOException {
    door.killed = Moment.AFTER_THE_SERVER_TOOK_IT;
    assertThatThrownBy(this::replace).isInstanceOf(Killed.class);
    door.killed = null;

    replace();

    assertThat(Files.readString(file)).isEqualTo("new-1");
  }

  /// A broker that starts just then gives everybody what the file holds.
  @Test
  void a_server_that_has_forgotten_it_is_told_again() throws IOException {
    door.forgets = 2;

    replace();

    assertThat(door.opens(Files.readString(file))).isTrue();
  }

  @Test
  void a_server_that_still_opens_to_the_old_one_is_a_failure() {
    door.alsoOpensTo = "old";

    assertThatThrownBy(this::replace)
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("still opens to its old password")
        .hasMessageNotContaining("new-1");
  }

  private void replace() {
    new Replacement("a door", file, door, SHORT).run(() -> "new-" + ++made);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private enum Moment {
    BEFORE_THE_SERVER_TOOK_IT,
    AFTER_THE_SERVER_TOOK_IT,
    BEFORE_IT_WAS_TRIED
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class MemoryDoor implements Door {
    private String password = "old";
    private int forgets;
    private @Nullable String alsoOpensTo;
    private @Nullable Moment killed;

    @Override
    public void take(String next) {
      killedAt(Moment.BEFORE_THE_SERVER_TOOK_IT);
      password = forgets-- > 0 ? password : next;
      killedAt(Moment.AFTER_THE_SERVER_TOOK_IT);
    }

    @Override
    public boolean opensTo(String tried) {
      killedAt(Moment.BEFORE_IT_WAS_TRIED);
      return opens(tried);
    }

    private boolean opens(String tried) {
      return tried.equals(password) || tried.equals(alsoOpensTo);
    }

    private void killedAt(Moment moment) {
      if (killed == moment) {
        throw new Killed();
      }
    }
  }
}
