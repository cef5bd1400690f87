package org.caudal.synthetic.country;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** The towns of the fictional country XCA. */
@Table(
    name = "synthetic_town",
    row = "One row a town of the fictional country.",
    key = {"town_code"},
    sensitivity = Sensitivity.OPERATION,
    caveat = "Invented: the country lies in the open Pacific, XCA is a user-assigned code.",
    example = "SELECT province_name, COUNT(*) FROM synthetic_town GROUP BY province_name")
public record SyntheticTown(
    @Doc("P-code of the town: that of the municipality and two digits") String townCode,
    @Doc("Name of the town") String townName,
    @Doc("P-code of the municipality: that of the province and two digits") String municipalityCode,
    @Doc("Name of the municipality") String municipalityName,
    @Doc("P-code of the province: XC and two digits") String provinceCode,
    @Doc("Name of the province") String provinceName,
    @Doc("Code of the province in the form of ISO 3166-2, with the user-assigned XC")
        String provinceIso,
    @Doc("Latitude of the centre, WGS 84") @Unit("degrees") double latitude,
    @Doc("Longitude of the centre, WGS 84") @Unit("degrees") double longitude,
    @Doc("Share of the resident households that live here on the first day") double share,
    @Doc("air, land or sea where there is a post of border control; empty elsewhere")
        String borderPost) {}
