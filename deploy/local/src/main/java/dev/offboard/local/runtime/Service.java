package dev.offboard.local.runtime;

import dev.offboard.local.supervision.ProcessName;

/// The five services: the name of each is also that of its schema, its database role and its
/// secrets.
public enum Service {
  /// The saga, its API and its portal.
  ORCHESTRATOR("orchestrator", "orchestrator", 8080),
  /// The directory of tenants and users.
  IDENTITY("identity", "identity-service", 8081),
  /// Roles, grants and decisions.
  ENTITLEMENT("entitlement", "entitlement-service", 8082),
  /// Sessions and tokens.
  SESSION("session", "session-service", 8083),
  /// The transparency log.
  AUDIT("audit", "audit-service", 8084);

  private final ProcessName process;
  private final String artifact;
  private final int defaultPort;

  Service(String name, String artifact, int defaultPort) {
    this.process = new ProcessName(name);
    this.artifact = artifact;
    this.defaultPort = defaultPort;
  }

  /// The name it has as a process, a schema and a role, for example `identity`.
  public ProcessName process() {
    return process;
  }

  /// Its folder in the project and the name of its jar, for example `identity-service`.
  public String artifact() {
    return artifact;
  }

  /// Under which name its health and metrics have a port.
  String actuator() {
    return this + "-actuator";
  }

  int defaultActuatorPort() {
    return defaultPort + 1_000;
  }

  /// The port it listens on unless that is taken.
  public int defaultPort() {
    return defaultPort;
  }

  @Override
  public String toString() {
    return process.value();
  }
}
