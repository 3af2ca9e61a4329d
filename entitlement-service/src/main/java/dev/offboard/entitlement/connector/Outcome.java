package dev.offboard.entitlement.connector;

/// What was done in an application, as a kind of evidence.
public enum Outcome {
  WEBHOOK_ACCEPTED("webhooksAccepted"),
  /// Read back inactive.
  DEACTIVATED("accountsDeactivated"),
  /// It was inactive before, and reads back so.
  ALREADY_INACTIVE("accountsAlreadyInactive"),
  /// Read back as not found.
  DELETED("accountsDeleted"),
  /// There was no account.
  ALREADY_GONE("accountsAlreadyGone"),
  /// Read back active.
  REACTIVATED("accountsReactivated"),
  /// Asked to give back what isn't there any more: a person has to provision it anew.
  NOT_RESTORABLE("accountsNotRestorable"),
  /// Asked to take a role, the account stays: the user holds another role in the application.
  STILL_NEEDED("accountsStillNeeded"),
  /// The application's owner says so.
  CONFIRMED_BY_OWNER("ownerConfirmations");

  private final String kind;

  Outcome(String kind) {
    this.kind = kind;
  }

  /// Something had to be taken away.
  public boolean hasTaken() {
    return this == DEACTIVATED || this == DELETED;
  }

  public String kind() {
    return kind;
  }
}
