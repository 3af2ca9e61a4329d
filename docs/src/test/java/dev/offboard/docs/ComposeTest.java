package dev.offboard.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// Containers and the embedded runtime are one installation in two shapes: `deploy/compose` takes
/// roles, topics and connector from where the embedded runtime takes them, and shows nothing of it
/// to other machines.
class ComposeTest {
  private static final Path FOLDER = House.ROOT.resolve("deploy/compose");
  private static final String TEXT = House.text(FOLDER.resolve("compose.yaml"));
  private static final Map<String, Map<String, Object>> CONTAINERS = containers();

  /// What the embedded runtime reads; where the set-up commands look for it in a container.
  private static final List<String> SHARED =
      List.of(
          "postgres/bootstrap.sql",
          "postgres/publication.sql",
          "kafka/topics.txt",
          "connectors/outbox.json");

  private static final Pattern SECRET = Pattern.compile("password|token|secret");
  private static final Pattern PASSWORD_VARIABLE = Pattern.compile(":'([a-z_]+)_password'");

  @Test
  void definitions_are_those_of_the_embedded_runtime() {
    List<String> mounts = all("volumes").toList();
    for (String file : SHARED) {
      assertThat(House.ROOT.resolve("deploy").resolve(file)).exists();
      assertThat(mounts).contains("../%s:/app/deploy/%s:ro".formatted(file, file));
    }
  }

  @Test
  void no_role_topic_or_connector_is_defined_a_second_time() {
    assertThat(TEXT)
        .doesNotContainIgnoringCase("create role")
        .doesNotContainIgnoringCase("create schema")
        .doesNotContain("offboarding.lifecycle")
        .doesNotContain("io.debezium");
  }

  @Test
  void nothing_is_published_beyond_this_machine() {
    assertThat(all("ports")).hasSizeGreaterThanOrEqualTo(House.SERVICES.size());
    assertThat(all("ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
    assertThat(CONTAINERS.values()).noneMatch(container -> container.containsKey("network_mode"));
  }

  @Test
  void every_secret_is_a_file() {
    CONTAINERS.forEach(
        (name, container) ->
            environment(container)
                .forEach(
                    (key, value) -> {
                      if (SECRET.matcher(key.toLowerCase(java.util.Locale.ROOT)).find()) {
                        assertThat(value).as(name + "." + key).startsWith("/run/secrets/");
                      }
                    }));
    assertThat(House.text(FOLDER.resolve(".gitignore")).lines()).contains("secrets/", ".env");
  }

  @Test
  void every_program_of_the_build_has_a_container() throws IOException {
    try (Stream<Path> modules = Files.list(House.ROOT)) {
      List<String> programs =
          modules
              .filter(module -> Files.exists(module.resolve("src/main/app")))
              .map(module -> module.getFileName().toString())
              .toList();
      assertThat(programs).hasSameSizeAs(House.SERVICES);
      assertThat(CONTAINERS.values().stream().flatMap(ComposeTest::program).toList())
          .containsExactlyInAnyOrderElementsOf(programs);
    }
    assertThat(CONTAINERS.keySet()).containsAll(House.SERVICES);
  }

  @Test
  void every_container_of_ours_is_confined() {
    CONTAINERS.forEach(
        (name, container) -> {
          assertThat(container).as(name).containsKey("mem_limit");
          if (container.containsKey("build")) {
            assertThat(container)
                .as(name)
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"));
            assertThat(container.get("user")).asString().as(name).startsWith("${OFFBOARD_USER");
          }
        });
  }

  @Test
  void every_role_of_the_bootstrap_script_gets_a_secret_that_only_its_owner_reads(
      @TempDir Path copy) throws Exception {
    run(copy);
    Path secrets = copy.resolve("secrets");
    for (String role : roles()) {
      Path secret = secrets.resolve(fileOf(role));
      assertThat(secret).as(role).exists();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
          .isEqualTo("rw-------");
      assertThat(Files.size(secret)).isGreaterThanOrEqualTo(32);
    }
  }

  @Test
  void making_secrets_again_changes_none(@TempDir Path copy) throws Exception {
    run(copy);
    Map<Path, String> before = contents(copy);
    run(copy);
    assertThat(contents(copy)).isEqualTo(before);
    assertThat(before).hasSizeGreaterThan(roles().size());
  }

  /// `relay.password`, and per service what it and its migrations log in with.
  private static String fileOf(String role) {
    if (role.equals("relay")) {
      return "relay.password";
    }
    return role.endsWith("_owner")
        ? role.replace("_owner", "/spring.flyway.password")
        : role + "/spring.datasource.password";
  }

  private static List<String> roles() {
    String script = House.text(House.ROOT.resolve("deploy/postgres/bootstrap.sql"));
    List<String> roles =
        PASSWORD_VARIABLE.matcher(script).results().map(it -> it.group(1)).distinct().toList();
    assertThat(roles).hasSize(2 * House.SERVICES.size() + 1);
    return roles;
  }

  private static void run(Path copy) throws IOException, InterruptedException {
    Path script = copy.resolve("secrets.sh");
    if (Files.notExists(script)) {
      Files.copy(FOLDER.resolve("secrets.sh"), script);
    }
    Process process =
        new ProcessBuilder("bash", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(copy.resolve("out").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(House.text(copy.resolve("out"))).isZero();
  }

  private static Map<Path, String> contents(Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(copy)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.endsWith("out"))
          .collect(Collectors.toMap(file -> file, House::text));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> containers() {
    Map<String, Object> document = new Yaml().load(TEXT);
    return (Map<String, Map<String, Object>>) document.get("services");
  }

  @SuppressWarnings("unchecked")
  private static Stream<String> all(String list) {
    List<String> found = new ArrayList<>();
    for (Map<String, Object> container : CONTAINERS.values()) {
      found.addAll((List<String>) container.getOrDefault(list, List.of()));
    }
    return found.stream();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> environment(Map<String, Object> container) {
    return (Map<String, String>) container.getOrDefault("environment", Map.of());
  }

  @SuppressWarnings("unchecked")
  private static Stream<String> program(Map<String, Object> container) {
    Map<String, Object> build = (Map<String, Object>) container.getOrDefault("build", Map.of());
    Map<String, String> args = (Map<String, String>) build.getOrDefault("args", Map.of());
    return Stream.ofNullable(args.get("PROGRAM"));
  }
}
