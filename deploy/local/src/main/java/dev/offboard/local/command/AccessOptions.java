package dev.offboard.local.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which roles somebody or something is given, and where: a mixin for commands that give access.
public final class AccessOptions {
  @Option(
      names = "--role",
      required = true,
      split = ",",
      paramLabel = "ROLE",
      description =
          "viewer, requester, approver, operator, auditor, administrator or, for programs,"
              + " relying-party; several may be given")
  private List<String> roles = new ArrayList<>();

  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      description = "The one it is bound to (default: all of them)")
  private @Nullable String tenant;

  @Option(
      names = "--person",
      paramLabel = "TENANT/USER",
      description = "The user of the directory whose it is; it ends with that user")
  private @Nullable String person;

  public List<String> roles() {
    return List.copyOf(roles);
  }

  public Optional<String> tenant() {
    return Optional.ofNullable(tenant);
  }

  public Optional<String> person() {
    return Optional.ofNullable(person);
  }
}
