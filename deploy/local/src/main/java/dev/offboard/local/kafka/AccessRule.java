package dev.offboard.local.kafka;

import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// Who may do what on the broker, as a line of `deploy/kafka/access.txt` says it.
///
/// @param names a name that ends with `*` stands for all that begin so
record AccessRule(String principal, Right right, Kind kind, List<String> names) {
  private static final int FIELDS = 4;
  private static final String FROM_ANYWHERE = "*";
  private static final String PREFIX = "*";

  AccessRule {
    names = List.copyOf(names);
  }

  /// What is allowed. Whoever may read or write may also describe.
  enum Right {
    /// How far somebody has read, and whether they do; no record.
    DESCRIBE(AclOperation.DESCRIBE),
    READ(AclOperation.READ),
    WRITE(AclOperation.WRITE),
    /// Topics that the principal makes and looks after itself.
    MANAGE(
        AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS);

    private final List<AclOperation> operations;

    Right(AclOperation... operations) {
      this.operations = List.of(operations);
    }
  }

  /// Of what.
  enum Kind {
    TOPIC(ResourceType.TOPIC),
    GROUP(ResourceType.GROUP);

    private final ResourceType resource;

    Kind(ResourceType resource) {
      this.resource = resource;
    }
  }

  /// All rules in `file`; empty lines and those that begin with `#` are left out.
  static List<AccessRule> read(Path file) {
    try {
      return parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  static List<AccessRule> parse(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(AccessRule::parse)
        .toList();
  }

  private static AccessRule parse(String line) {
    String[] fields = line.split("\\s+");
    if (fields.length != FIELDS) {
      throw misread(line);
    }
    try {
      return new AccessRule(
          fields[0],
          Right.valueOf(fields[1].toUpperCase(java.util.Locale.ROOT)),
          Kind.valueOf(fields[2].toUpperCase(java.util.Locale.ROOT)),
          Arrays.asList(fields[3].split(",")));
    } catch (IllegalArgumentException e) {
      throw misread(line);
    }
  }

  private static PlatformFailure misread(String line) {
    return new PlatformFailure(
        "Access rule: %s (expected: principal describe|read|write|manage topic|group name,name). Nothing was allowed"
            .formatted(line));
  }

  /// Everybody whom the rules name.
  static Set<String> principals(List<AccessRule> rules) {
    return rules.stream().map(AccessRule::principal).collect(Collectors.toCollection(TreeSet::new));
  }

  Stream<AclBinding> bindings() {
    return names.stream()
        .flatMap(name -> right.operations.stream().map(operation -> binding(name, operation)));
  }

  private AclBinding binding(String name, AclOperation operation) {
    boolean prefix = name.endsWith(PREFIX);
    return new AclBinding(
        new ResourcePattern(
            kind.resource,
            prefix ? name.substring(0, name.length() - PREFIX.length()) : name,
            prefix ? PatternType.PREFIXED : PatternType.LITERAL),
        new AccessControlEntry(
            "User:" + principal, FROM_ANYWHERE, operation, AclPermissionType.ALLOW));
  }
}
