package dev.offboard.local.runtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offboard.audit.note.VerifierKey;
import dev.offboard.local.connect.ConnectorState;
import dev.offboard.local.journal.Event;
import dev.offboard.local.json.Json;
import dev.offboard.local.relay.Slot;
import dev.offboard.local.supervision.Health;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// An installation as seen just now, each part asked anew.
///
/// @param supervisor process id of whoever restarts what ends; empty when nobody does
/// @param processes those of the last start's scope, running or not
/// @param connector empty when only the infrastructure was started
/// @param slot likewise
/// @param coordinates empty when nothing was ever started here
/// @param events the newest, oldest of them first
public record PlatformStatus(
    DataDirectory data,
    OptionalLong supervisor,
    List<ProcessStatus> processes,
    Optional<ConnectorState> connector,
    Optional<Slot.State> slot,
    Optional<Coordinates> coordinates,
    List<Event> events) {

  /// Copies the lists so that a record stays what it was.
  public PlatformStatus {
    processes = List.copyOf(processes);
    events = List.copyOf(events);
  }

  /// True when everything works and somebody would restart what ends.
  public boolean isReady() {
    return supervisor.isPresent()
        && !processes.isEmpty()
        && processes.stream().allMatch(it -> it.health().isUp())
        && connector.map(it -> it instanceof ConnectorState.Running).orElse(true)
        && slot.map(it -> it == Slot.State.IN_USE).orElse(true);
  }

  /// The document of `offboard status --json`. Holds secrets.
  public ObjectNode json() {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.put("ready", isReady());
    ArrayNode list = root.putArray("processes");
    for (ProcessStatus process : processes) {
      ObjectNode node = list.addObject();
      node.put("name", process.name().value());
      process.pid().ifPresentOrElse(pid -> node.put("pid", pid), () -> node.putNull("pid"));
      node.put("url", process.url());
      node.put("health", process.health().isUp() ? "UP" : "DOWN");
      if (process.health() instanceof Health.Down(String why)) {
        node.put("why", why);
      }
    }
    coordinates.ifPresent(it -> put(root, it));
    auditKey().ifPresent(key -> root.putObject("audit").put("vkey", key.toString()));
    root.put("dataDirectory", data.toString());
    ObjectNode supervision = root.putObject("supervisor");
    supervisor.ifPresentOrElse(
        pid -> supervision.put("pid", pid), () -> supervision.putNull("pid"));
    connector.ifPresent(
        state -> root.putObject("connector").put("state", nameOf(state)).put("why", whyOf(state)));
    slot.ifPresent(it -> root.putObject("slot").put("state", it.name()).put("why", it.words()));
    root.set("events", Json.MAPPER.valueToTree(events));
    return root;
  }

  /// With which everybody can verify what the audit log says; empty when nothing was ever started
  /// here.
  public Optional<VerifierKey> auditKey() {
    return new SigningKeyFile(data.signer()).published();
  }

  /// One word for a connector's state, as Connect says it.
  public static String nameOf(ConnectorState state) {
    return switch (state) {
      case ConnectorState.Running ignored -> "RUNNING";
      case ConnectorState.Failed ignored -> "FAILED";
      case ConnectorState.Waiting ignored -> "WAITING";
      case ConnectorState.Missing ignored -> "MISSING";
    };
  }

  /// What it means and what happens next; empty while it runs.
  public static String whyOf(ConnectorState state) {
    return switch (state) {
      case ConnectorState.Running ignored -> "";
      case ConnectorState.Failed(String why) -> why;
      case ConnectorState.Waiting(String why) -> why;
      case ConnectorState.Missing ignored ->
          "it was deleted; the supervisor registers it again, or `offboard reconcile` does";
    };
  }

  private static void put(ObjectNode root, Coordinates it) {
    ObjectNode kafka = root.putObject("kafka");
    kafka.put("bootstrapServers", it.kafka().bootstrapServers());
    it.kafka().login().ifPresent(login -> login.settings().forEach(kafka.putObject("client")::put));
    root.putObject("postgres")
        .put("jdbcUrl", it.jdbcUrl())
        .put("user", it.user())
        .put("password", it.password());
    root.putObject("connect").put("url", it.connect().toString());
    if (!it.services().isEmpty()) {
      root.putObject("api")
          .put("url", it.url(Service.ORCHESTRATOR).toString())
          .put("token", it.token());
      ObjectNode actuators = root.putObject("actuators");
      it.actuators().forEach((service, url) -> actuators.put(service.toString(), url.toString()));
    }
  }
}
