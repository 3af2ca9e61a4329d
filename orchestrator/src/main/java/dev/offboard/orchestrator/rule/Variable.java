package dev.offboard.orchestrator.rule;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.Arrays;
import java.util.Optional;

/// What a rule may ask about: what is really known when an offboarding is requested.
public enum Variable {
  TENANT("tenant", SimpleType.STRING, "id of the tenant"),
  USER_KIND("user.kind", SimpleType.STRING, "employee, contractor or customer"),
  USER_STATUS("user.status", SimpleType.STRING, "status of the account, such as ACTIVE"),
  USER_PROTECTED("user.protected", SimpleType.BOOL, "whether the account is protected"),
  USER_ADMINISTRATOR(
      "user.administrator", SimpleType.BOOL, "whether the user administers the tenant"),
  USER_LAST_ADMINISTRATOR(
      "user.lastAdministrator", SimpleType.BOOL, "whether nobody else administers the tenant"),
  USER_OTHER_CONTRACT(
      "user.otherContract", SimpleType.BOOL, "whether the user stays under another contract"),
  REQUEST_BY("request.by", SimpleType.STRING, "subject of whoever asks, such as person.ID"),
  REQUEST_ROLE("request.role", SimpleType.STRING, "the role in which they ask, such as requester"),
  REQUEST_AT("request.at", SimpleType.TIMESTAMP, "when it is requested"),
  REQUEST_EFFECTIVE("request.effective", SimpleType.TIMESTAMP, "when it is to begin"),
  REQUEST_AHEAD("request.ahead", SimpleType.DURATION, "how long until it is to begin; 0s for now"),
  INVENTORY_ROLES(
      "inventory.roles", ListType.create(SimpleType.STRING), "roles held, as application/role"),
  INVENTORY_APPLICATIONS(
      "inventory.applications", ListType.create(SimpleType.STRING), "applications of those roles"),
  INVENTORY_API_KEYS("inventory.apiKeys", SimpleType.INT, "how many API keys open something");

  private final String expression;
  private final CelType type;
  private final String meaning;

  Variable(String expression, CelType type, String meaning) {
    this.expression = expression;
    this.type = type;
    this.meaning = meaning;
  }

  /// As rules write it.
  public String expression() {
    return expression;
  }

  /// In the language's words: `string`, `list(string)`.
  public String typeName() {
    return type instanceof ListType ? "list(string)" : type.name();
  }

  public String meaning() {
    return meaning;
  }

  CelType type() {
    return type;
  }

  /// Looked up at other services, so only if a rule asks.
  boolean isLookedUp() {
    return expression.startsWith("inventory.");
  }

  static Optional<Variable> named(String expression) {
    return Arrays.stream(values()).filter(it -> it.expression.equals(expression)).findFirst();
  }
}
