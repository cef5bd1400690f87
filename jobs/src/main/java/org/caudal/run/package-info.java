/**
 * The one runner: preflight, fingerprint, execution, checks, ledger, report and exit code of every
 * job.
 */
@NullMarked
package org.caudal.run;

import org.jspecify.annotations.NullMarked;
