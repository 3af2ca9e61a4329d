package dev.offboard.local.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.offboard.local.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Both applications at one loopback address: SCIM below `/scim/v2`, the receiver at `/webhook`,
/// and `/control/scim` and `/control/webhook` to read (GET) and switch (PUT) their behaviour.
public final class Simulator implements AutoCloseable {
  private static final String METADATA = "http://169.254.169.254/latest/meta-data";

  private final Switch scimSwitch = new Switch();
  private final Switch webhookSwitch = new Switch();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private Simulator(HttpServer server, Credentials credentials) {
    this.server = server;
    ScimApplication scim = new ScimApplication(scimSwitch, credentials.token());
    WebhookReceiver webhook = new WebhookReceiver(credentials.signingKey());
    serve("/scim/v2", behaving(scimSwitch, scim::answer));
    serve("/webhook", behaving(webhookSwitch, webhook::answer));
    serve("/control/scim", question -> control(question, scimSwitch, scim.counts()));
    serve("/control/webhook", question -> control(question, webhookSwitch, webhook.counts()));
    server.setExecutor(threads);
    server.start();
  }

  /// What callers have to show.
  public record Credentials(String token, String signingKey) {}

  /// Plays both applications until it is closed.
  ///
  /// @param port 0 for any
  public static Simulator start(int port, Credentials credentials) {
    try {
      return new Simulator(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0),
          credentials);
    } catch (IOException e) {
      throw new UncheckedIOException("The simulator can't listen on port " + port, e);
    }
  }

  /// Where it listens.
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Switches what plays at `/scim/v2`.
  public void scim(Behaviour behaviour) {
    scimSwitch.to(behaviour);
  }

  @Override
  public void close() {
    scimSwitch.to(Behaviour.OK);
    webhookSwitch.to(Behaviour.OK);
    server.stop(0);
    threads.shutdownNow();
  }

  private static Function<Question, Reply> behaving(
      Switch behaviour, Function<Question, Reply> application) {
    return question -> {
      behaviour.arrived();
      return switch (behaviour.behaviour()) {
        case FAIL -> Reply.of(503);
        case GONE -> Reply.of(410);
        case REDIRECT -> Reply.redirection(METADATA);
        case OK, SLOW, LIE, NO_PATCH -> application.apply(question);
      };
    };
  }

  private static Reply control(Question question, Switch behaviour, Map<String, Long> counts) {
    if (question.method().equals("PUT")) {
      try {
        behaviour.to(Behaviour.of(Json.tree(question.body()).path("behaviour").asText()));
      } catch (IllegalArgumentException e) {
        return Reply.of(400, Map.of("detail", String.valueOf(e.getMessage())));
      }
    }
    return Reply.of(
        200,
        Map.of(
            "behaviour", behaviour.behaviour().code(),
            "requests", behaviour.requests(),
            "counts", counts));
  }

  private void serve(String path, Function<Question, Reply> application) {
    server.createContext(path, exchange -> answer(exchange, path, application));
  }

  private static void answer(
      HttpExchange exchange, String path, Function<Question, Reply> application)
      throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().getRawQuery();
      Reply reply =
          application.apply(
              new Question(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getRawPath().substring(path.length()),
                  query == null ? "" : URLDecoder.decode(query, StandardCharsets.UTF_8),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                  exchange.getRequestHeaders()::getFirst));
      if (reply.location() != null) {
        exchange.getResponseHeaders().set("Location", reply.location());
      }
      byte[] body =
          reply.body() == null ? new byte[0] : reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
