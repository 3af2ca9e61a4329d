package dev.offboard.messaging.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a caller may do, in one tenant or in all. Roles do not contain one another: whoever needs
/// two is given two. Wire names are stable: they stand in tokens.
public enum Role {
  /// Sees offboardings and what they are about; an SRE.
  VIEWER,
  /// Asks for offboardings; customer success, HR.
  REQUESTER,
  /// Sees what is requested, to approve it.
  APPROVER,
  /// Undoes, sweeps, replays dead letters, confirms tasks.
  OPERATOR,
  /// Reads the audit log and certificates, nothing else.
  AUDITOR,
  /// Keeps tenants, users, grants, applications and tokens.
  ADMINISTRATOR,
  /// A program that relies on the platform's word about users (OpenID Connect Core section 1.2): it
  /// signs them in, opens and checks sessions, asks for decisions.
  RELYING_PARTY,
  /// One of the platform's own services; never granted to anybody else.
  SERVICE;

  /// What can be granted.
  public static final Set<Role> GRANTABLE =
      Arrays.stream(values())
          .filter(role -> role != SERVICE)
          .collect(Collectors.toUnmodifiableSet());

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The grantable role of that wire name; empty for any other text.
  public static Optional<Role> granted(String wireName) {
    return GRANTABLE.stream().filter(role -> role.wireName().equals(wireName)).findFirst();
  }
}
