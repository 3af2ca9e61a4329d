package dev.offboard.local.demo;

import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.Role;
import dev.offboard.local.client.Tokens;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// The user who is going to leave, with everything that user can get in with: a password, an API
/// key, two signed-in devices and roles.
final class Leaver {
  private static final int DEVICES = 2;
  private static final int PASSWORD_BYTES = 18;

  private final PlatformClient platform;
  private final UserRef user;
  private final String userName;
  private final String password;
  private final String apiKey;
  private final List<Tokens> devices;
  private final SortedSet<Role> roles;

  private Leaver(PlatformClient platform, UserRef user) {
    this.platform = platform;
    this.user = user;
    this.password = newPassword();
    platform.identity().setPassword(user, password);
    this.userName = platform.identity().userNameOf(user);
    this.apiKey = platform.identity().createApiKey(user);
    this.devices = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      devices.add(platform.sessions().open(user));
    }
    this.roles = platform.entitlement().grantsOf(user);
  }

  /// Gives the user all of it.
  static Leaver equip(PlatformClient platform, UserRef user) {
    return new Leaver(platform, user);
  }

  UserRef user() {
    return user;
  }

  /// What the user holds, in a few words.
  String holdings() {
    return "a password, an API key, %d signed-in devices and %d roles (%s)"
        .formatted(
            devices.size(),
            roles.size(),
            String.join(", ", roles.stream().map(Role::toString).toList()));
  }

  /// Tries every way in. A refresh token is used up by trying; its successor takes its place.
  Access tryEverything() {
    boolean signIn = platform.identity().signIn(user.tenantId(), userName, password);
    boolean key = platform.identity().isActive(apiKey);
    boolean access =
        devices.stream().filter(it -> platform.sessions().isActive(it.access())).count() > 0;
    boolean refresh = refresh();
    boolean grant =
        roles.stream().filter(role -> platform.entitlement().isAllowed(user, role)).count() > 0;
    return new Access(signIn, key, access, refresh, grant);
  }

  /// Every device tries: one that still gets in is one too many.
  private boolean refresh() {
    boolean any = false;
    for (int i = 0; i < devices.size(); i++) {
      Optional<Tokens> renewed = platform.sessions().refresh(devices.get(i).refresh());
      if (renewed.isPresent()) {
        devices.set(i, renewed.get());
        any = true;
      }
    }
    return any;
  }

  private static String newPassword() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
