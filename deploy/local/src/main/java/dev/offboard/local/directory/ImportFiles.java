package dev.offboard.local.directory;

import dev.offboard.contracts.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What all files of one import hold together. Every file is read to its end before anything is
/// imported, so that an unreadable one leaves nothing half done.
///
/// @param organizations what the files call a tenant
record ImportFiles(
    List<UserRow> users,
    List<GrantRow> grants,
    List<Rejection> rejections,
    List<String> remarks,
    Map<TenantId, String> organizations) {

  /// JSON holds users, anything else grants; the content decides, not the name.
  ///
  /// @throws dev.offboard.local.journal.PlatformFailure when one of the files can't be understood
  static ImportFiles read(List<InputFile> files, ImportRules rules) {
    TenantNames tenants = new TenantNames();
    ImportFiles all =
        new ImportFiles(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            tenants.organizations());
    for (InputFile file : files) {
      if (file.isJson()) {
        Parsed<UserRow> users = ScimUsers.read(file, rules, tenants);
        all.users.addAll(users.rows());
        all.add(users);
      } else {
        Parsed<GrantRow> grants = GrantsCsv.read(file, rules);
        all.grants.addAll(grants.rows());
        all.add(grants);
      }
    }
    return all;
  }

  String nameOf(TenantId tenant) {
    return organizations.getOrDefault(tenant, tenant.value());
  }

  private void add(Parsed<?> parsed) {
    rejections.addAll(parsed.rejections());
    remarks.addAll(parsed.remarks());
  }
}
