package dev.offboard.local.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.offboard.audit.merkle.BundleId;
import dev.offboard.audit.merkle.EntryBundle;
import dev.offboard.audit.merkle.Frontier;
import dev.offboard.audit.merkle.InclusionProof;
import dev.offboard.audit.merkle.Tile;
import dev.offboard.audit.note.Checkpoint;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.note.TlogProof;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
  private static final SigningKey KEY = SigningKey.generate("audit.example", KeyType.ED25519);
  private static final List<byte[]> ENTRIES =
      Stream.of("one", "two", "three").map(it -> it.getBytes(StandardCharsets.UTF_8)).toList();

  @TempDir private Path directory;
  private Path log = Path.of("");
  private Path older = Path.of("");
  private String printed = "";

  @BeforeEach
  void write() throws IOException {
    log = Files.createDirectory(directory.resolve("log"));
    older = Files.writeString(directory.resolve("older"), write(2).toString());
    write(3);
  }

  @Test
  void a_log_in_a_directory_is_verified_against_a_kept_checkpoint() {
    assertThat(run(log, "--key", key(), "--checkpoint", older)).isZero();
    assertThat(printed)
        .startsWith("VERIFIED\n")
        .contains("  holds    continues the checkpoint of 2 entries that was kept\n");
  }

  @Test
  void a_log_behind_a_url_is_verified() throws IOException {
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            log.toAbsolutePath(),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    try {
      String url = "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
      assertThat(run(url, "--key", key(), "--checkpoint", older)).isZero();
      assertThat(run(older, "--key", key(), "--log", url)).isZero();
      assertThat(
              run(log.resolve("checkpoint"), "--key", key(), "--checkpoint", older, "--log", url))
          .isZero();
      assertThat(run(url + "/nowhere", "--key", key())).isEqualTo(2);
    } finally {
      server.stop(0);
    }
    assertThat(run("http://127.0.0.1:1", "--key", key())).isEqualTo(2);
  }

  @Test
  void a_log_that_asks_for_its_token_gets_it() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "secret\n");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server
        .createContext("/", SimpleFileServer.createFileHandler(log))
        .setAuthenticator(
            new Authenticator() {
              @Override
              public Result authenticate(HttpExchange exchange) {
                return "Bearer secret"
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    ? new Success(new HttpPrincipal("somebody", "log"))
                    : new Failure(401);
              }
            });
    server.start();
    try {
      String url = "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
      assertThat(run(url, "--key", key())).isEqualTo(2);
      assertThat(printed).contains("answers 401");
      assertThat(run(url, "--key", key(), "--token", token)).isZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_tampered_log_is_refuted_with_the_evidence() throws IOException {
    Path bundle = log.resolve("tile/entries/000.p/3");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length - 1] ^= 1;
    Files.write(bundle, bytes);
    assertThat(run(log, "--key", key())).isEqualTo(1);
    assertThat(printed).startsWith("REFUTED\n  refuted  entry 2: it was changed: it hashes to");
    assertThat(run(log, "--key", key(), "--json")).isEqualTo(1);
    assertThat(printed).contains("\"verdict\" : \"REFUTED\"", "\"leafIndex\" : 2");
  }

  @Test
  void a_checkpoint_is_verified_and_what_can_not_be_compared_is_said() {
    Path checkpoint = log.resolve("checkpoint");
    assertThat(run(checkpoint, "--key", key())).isZero();
    assertThat(run(checkpoint, "--key", key(), "--checkpoint", older)).isEqualTo(2);
    assertThat(printed).contains("neither a consistency proof nor the log was given");
    assertThat(run(checkpoint)).isEqualTo(2);
    assertThat(printed).contains("no key of the log was given");
    assertThat(run(older, "--key", key(), "--checkpoint", checkpoint)).isEqualTo(1);
    assertThat(printed).contains("the log has shrunk");
  }

  @Test
  void a_proof_is_verified_with_its_entry() throws IOException {
    Path proof = Files.writeString(directory.resolve("one.tlog-proof"), proof("one").toString());
    Path other = Files.writeString(directory.resolve("two.tlog-proof"), proof("two").toString());
    Path entry = Files.writeString(directory.resolve("entry"), "one");
    assertThat(run(proof, "--key", key())).isZero();
    assertThat(run(proof, "--key", key(), "--entry", entry)).isZero();
    assertThat(run(other, "--key", key())).isEqualTo(1);
    assertThat(printed).contains("leaf 0 with hash");
  }

  @Test
  void whatever_can_not_be_read_is_said_and_never_refuted() throws IOException {
    assertThat(run(directory.resolve("missing"), "--key", key())).isEqualTo(2);
    assertThat(printed).contains("missing can't be read");
    assertThat(run(log, "--key", "no key")).isEqualTo(2);
    assertThat(run(Files.createDirectory(directory.resolve("empty")), "--key", key())).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
  }

  @Test
  void a_key_may_be_in_a_file() throws IOException {
    Path file = Files.writeString(directory.resolve("log.vkey"), key() + "\n");
    assertThat(run(log, "--key", file)).isZero();
  }

  private int run(Object... arguments) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new VerifyCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    printed = out.toString();
    return exit;
  }

  private static String key() {
    return KEY.verifier().toString();
  }

  private TlogProof proof(String extra) throws IOException {
    SignedCheckpoint signed = write(1);
    write(3);
    return new TlogProof(
        Optional.of(Base64.getEncoder().encodeToString(extra.getBytes(StandardCharsets.UTF_8))),
        new InclusionProof(0, 1, List.of()),
        signed);
  }

  private SignedCheckpoint write(int size) throws IOException {
    BundleId bundle = BundleId.holding(0, size);
    EntryBundle entries = new EntryBundle(bundle, ENTRIES.subList(0, size));
    Frontier frontier = Frontier.empty();
    for (Tile tile : frontier.append(entries.leaves())) {
      write(tile.id().path(), tile.bytes());
    }
    write(bundle.path(), entries.bytes());
    SignedCheckpoint signed =
        SignedCheckpoint.sign(new Checkpoint("audit.example", frontier.head()), KEY);
    write("checkpoint", signed.toString().getBytes(StandardCharsets.UTF_8));
    return signed;
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = log.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
