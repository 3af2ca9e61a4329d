/// Who holds which role; what an offboarding took away. May depend on `application` for its ids.
/// Every write locks the user's fence first: a grant that races with an offboarding either sees the
/// block or is seen by the clean-up.
@NullMarked
package dev.offboard.entitlement.grant;

import org.jspecify.annotations.NullMarked;
