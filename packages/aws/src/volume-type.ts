/** EBS volume types. */
export type AwsVolumeType = "gp2" | "gp3" | "io1" | "io2" | "sc1" | "st1" | "standard";
