/// Certificates of offboardings, fetched from the running platform and verified with the key of the
/// installation, without believing the service that issued them.
@NullMarked
package dev.offboard.local.certificate;

import org.jspecify.annotations.NullMarked;
