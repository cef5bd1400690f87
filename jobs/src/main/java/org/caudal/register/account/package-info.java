/** Population accounts: what sources say of births, deaths and moves, balanced by birth cohort. */
@NullMarked
package org.caudal.register.account;

import org.jspecify.annotations.NullMarked;
