package dev.offboard.audit.distribution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.Cosignature;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.note.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A witness on loopback that does what C2SP tlog-witness asks of it, and can be told not to. Takes
/// a PUT at any other path.
final class WitnessStub implements AutoCloseable {
  private static final AtomicInteger WITNESSES = new AtomicInteger();

  /// Each of them another one: the log remembers what it was told by a name.
  final String name = "witness.example/" + WITNESSES.incrementAndGet();

  private final SigningKey key = SigningKey.generate(name, KeyType.COSIGNATURE_V1);
  private final VerifierKey log;
  private final HttpServer server;
  final List<String> requests = new ArrayList<>();
  final List<String> puts = new ArrayList<>();
  TreeHead seen = TreeHead.EMPTY;
  int fails;
  SigningKey answersAs = key;

  WitnessStub(VerifierKey log) {
    this.log = log;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/w/add-checkpoint", this::addCheckpoint);
    server.createContext("/put", this::put);
    server.start();
  }

  DistributionProperties.WitnessAddress address() {
    return new DistributionProperties.WitnessAddress(key.verifier().toString(), url("/w/"));
  }

  VerifierKey verifier() {
    return key.verifier();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
  }

  private void addCheckpoint(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(request);
    if (fails != 0) {
      answer(exchange, fails, "");
      return;
    }
    int end = request.indexOf("\n\n");
    List<String> lines = request.substring(0, end).lines().toList();
    long old = Long.parseLong(lines.getFirst().substring("old ".length()));
    SignedCheckpoint checkpoint = SignedCheckpoint.parse(request.substring(end + 2));
    TreeHead head = checkpoint.verify(log.name(), log);
    if (old != seen.size() || old == head.size() && !seen.equals(head)) {
      exchange.getResponseHeaders().set("Content-Type", "text/x.tlog.size");
      answer(exchange, 409, seen.size() + "\n");
      return;
    }
    if (old > 0) {
      new ConsistencyProof(
              old,
              head.size(),
              lines.subList(1, lines.size()).stream().map(Hash::ofBase64).toList())
          .verify(seen, head);
    }
    seen = head;
    SigningKey stranger = SigningKey.generate("stranger.example", KeyType.COSIGNATURE_V1);
    answer(
        exchange,
        200,
        Cosignature.by(stranger, checkpoint.checkpoint(), Instant.EPOCH).line().line()
            + Cosignature.by(answersAs, checkpoint.checkpoint(), Instant.EPOCH).line().line());
  }

  private void put(HttpExchange exchange) throws IOException {
    puts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    answer(exchange, fails == 0 ? 204 : fails, "");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
