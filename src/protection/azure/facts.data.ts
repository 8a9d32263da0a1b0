// Generated from facts/ by scripts/facts.mjs. Do not edit.

export type FactId =
  | 'incremental-keeps-what-is-missing'
  | 'complete-mode-sweeps-root-resources'
  | 'nested-deployments-are-incremental'
  | 'false-condition-is-missing'
  | 'stack-deletes-what-is-missing'
  | 'stack-unmanaged-levels'
  | 'stack-detaches-groups-by-default'
  | 'stack-cannot-delete-immutable-items'
  | 'stack-deny-levels'
  | 'stack-deny-children-levels'
  | 'stack-deny-settings-end-at-the-group'
  | 'stack-deny-settings-do-not-move'
  | 'lock-levels'
  | 'lock-removal-is-immediate'
  | 'vault-name-and-place-are-its-identity'
  | 'location-cannot-change'
  | 'left-out-properties-may-be-reset'
  | 'properties-need-their-api-version'
  | 'resource-declared-twice'
  | 'only-if-not-exists'
  | 'templates-hide-values'
  | 'parameter-defaults-are-values'
  | 'resources-hide-in-templates'
  | 'what-if-reports-noise'
  | 'immutability-levels'
  | 'immutability-locked-is-final'
  | 'immutability-is-off-by-default'
  | 'immutability-undeclared'
  | 'immutability-lock-needs-unlocked'
  | 'immutability-lock-of-backup-vault-in-one-step'
  | 'immutability-lock-of-backup-vault-from-nothing'
  | 'immutable-vault-blocks-deletion'
  | 'immutable-vault-blocks-shorter-retention'
  | 'immutable-vault-blocks-lower-policy'
  | 'immutable-backup-vault-blocks-deletion-only'
  | 'immutable-vault-and-suspended-backups'
  | 'immutable-vault-and-schedules'
  | 'immutable-vault-and-removed-rules'
  | 'immutable-vault-and-removed-daily-points'
  | 'immutability-skips-operational-backups'
  | 'immutability-and-vm-snapshots'
  | 'immutable-vault-cannot-be-emptied'
  | 'immutability-and-its-own-deployment'
  | 'immutability-types'
  | 'immutability-period-range'
  | 'immutability-period-fixed-by-lock'
  | 'immutability-period-before-lock'
  | 'immutability-type-required'
  | 'immutability-regions'
  | 'worm-regions-of-recovery-services-vaults'
  | 'worm-regions-of-backup-vaults'
  | 'region-names'
  | 'item-policy-change-is-retroactive'
  | 'instance-policy-change-is-not-retroactive'
  | 'stopped-backups-keep-their-points'
  | 'suspended-backups-age-out'
  | 'suspending-needs-immutability'
  | 'unknown-backup-state'
  | 'instance-state-is-read-only'
  | 'item-deletion-deletes-its-data'
  | 'basic-vm-protection-can-be-deleted'
  | 'redeployed-items-were-refused'
  | 'left-out-sources-have-no-new-backups'
  | 'auto-protection-of-containers-is-final'
  | 'item-source-change'
  | 'intent-removal-leaves-databases'
  | 'container-with-items-stays-registered'
  | 'item-is-in-one-vault'
  | 'snapshots-lie-beside-the-source'
  | 'operational-blob-backup-rests-on-the-account'
  | 'cosmos-backup-is-in-preview'
  | 'postgresql-backup-solution'
  | 'disk-snapshots-can-be-locked'
  | 'retention-change-is-retroactive'
  | 'retention-of-each-schedule'
  | 'retention-rule-removed'
  | 'retention-days-deselected'
  | 'daily-points-go-with-the-daily-schedule'
  | 'retention-units'
  | 'retention-units-differ'
  | 'lists-have-no-order'
  | 'blob-policy-has-two-default-rules'
  | 'backup-vault-priority-decides'
  | 'backup-vault-rule-needs-a-tag'
  | 'backup-vault-policies-cannot-be-updated'
  | 'policy-in-use-cannot-be-deleted'
  | 'share-policy-keeps-the-vault-tier'
  | 'tiering-is-not-retention'
  | 'null-means-nothing'
  | 'backup-rules-of-one-store'
  | 'deployed-policy-is-json'
  | 'guard-asks-for-an-authorization'
  | 'guard-covers-retention-and-schedules'
  | 'guard-covers-backup-vault-policies'
  | 'guard-covers-deletion-and-stop'
  | 'guard-covers-immutability'
  | 'guard-covers-encryption'
  | 'guard-covers-hybrid-containers'
  | 'guard-operations'
  | 'guard-mandatory-operations'
  | 'guard-restore-is-off-by-default'
  | 'guard-flags-are-read-only'
  | 'guard-requests-are-references'
  | 'guard-in-use-deletion'
  | 'guard-roles-override-it'
  | 'soft-delete-levels'
  | 'soft-delete-is-on-by-default'
  | 'soft-delete-always-on-is-final'
  | 'soft-delete-of-recovery-services-cannot-be-off'
  | 'soft-delete-of-backup-vault-off-by-version'
  | 'soft-delete-of-backup-vault-off-by-region'
  | 'soft-delete-undeclared'
  | 'soft-delete-period-range'
  | 'soft-delete-period-undeclared'
  | 'soft-delete-period-required'
  | 'soft-delete-keeps-deleted-data'
  | 'soft-delete-keeps-pruned-points'
  | 'soft-delete-and-operational-backups'
  | 'soft-delete-of-vaults'
  | 'soft-delete-billing'
  | 'soft-delete-has-two-surfaces'
  | 'soft-delete-surfaces-exclude-each-other'
  | 'hybrid-security-levels'
  | 'hybrid-security-on-by-default'
  | 'hybrid-security-always-on-is-final'
  | 'redundancy-levels'
  | 'geo-redundancy-has-the-paired-region'
  | 'zone-redundancy-has-the-zones'
  | 'redundancy-is-geo-by-default'
  | 'redundancy-fixed-by-the-first-item'
  | 'redundancy-of-backup-vault-fixed'
  | 'redundancy-has-two-surfaces'
  | 'redundancy-surfaces-exclude-each-other'
  | 'storage-type-state-is-no-immutability'
  | 'cross-region-restore-levels'
  | 'cross-region-restore-fixed-by-the-first-item'
  | 'cross-region-restore-of-backup-vault'
  | 'cross-subscription-restore-levels'
  | 'cross-subscription-restore-permanent-is-final'
  | 'cross-tenant-mapping'
  | 'cross-tenant-mapping-has-no-delete'
  | 'region-of-choice'
  | 'public-network-levels'
  | 'public-network-means-registered-machines'
  | 'customer-key-levels'
  | 'customer-key-is-final'
  | 'customer-key-can-change'
  | 'customer-key-and-identity'
  | 'infrastructure-encryption-is-final'
  | 'job-alerts'
  | 'site-recovery-alerts'
  | 'security-alerts-cannot-be-off'
  | 'classic-alerts-are-retired'
  | 'threat-detection'
  | 'cis-benchmark';

export type OutcomeId =
  | 'retention-refused'
  | 'retention-applied'
  | 'rule-removal-on-immutable-vault'
  | 'rule-removal'
  | 'backup-vault-policy-refused'
  | 'snapshots-applied'
  | 'snapshots-of-immutable-vault'
  | 'retention-increase-refused'
  | 'share-vault-tier-removed'
  | 'daily-points-removed'
  | 'daily-points-removed-on-immutable-vault'
  | 'days-deselected'
  | 'days-deselected-on-immutable-vault'
  | 'schedule-applied'
  | 'vault-is-not-immutable'
  | 'vault-is-not-declared-immutable'
  | 'vault-stops-being-immutable'
  | 'vault-becomes-immutable'
  | 'vault-may-stop-being-immutable'
  | 'vault-may-be-immutable'
  | 'vault-is-not-declared'
  | 'vault-state-is-stated'
  | 'vault-is-guarded'
  | 'vault-may-be-guarded'
  | 'item-policy-refused'
  | 'item-policy-applied'
  | 'instance-policy-applied'
  | 'instance-policy-of-immutable-vault'
  | 'instance-policy-operational'
  | 'backups-stopped-or-suspended'
  | 'backups-stopped'
  | 'backups-suspended'
  | 'backups-may-be-suspended'
  | 'suspending-refused'
  | 'item-redeployed'
  | 'item-narrowed'
  | 'auto-protection-ended'
  | 'auto-protection-begun'
  | 'basic-protection-deleted'
  | 'item-source-changed'
  | 'removal-undeclared'
  | 'vault-deletion-refused'
  | 'vault-deletion'
  | 'vault-created-anew'
  | 'vault-created-and-old-one-deleted'
  | 'policy-deletion-refused'
  | 'policy-deletion'
  | 'item-deletion-refused'
  | 'item-deletion'
  | 'instance-deletion'
  | 'intent-deletion'
  | 'container-deletion'
  | 'mapping-deletion'
  | 'guard-deletion'
  | 'guard-link-deletion'
  | 'deletion'
  | 'lock-deletion'
  | 'immutability-locked'
  | 'immutability-locked-in-one-step'
  | 'immutability-locked-from-nothing'
  | 'immutability-left-out'
  | 'immutability-left-out-of-locked-vault'
  | 'immutability-unlocked'
  | 'immutability-disabled'
  | 'immutability-type-left-out'
  | 'immutability-type-required'
  | 'immutability-period-after-lock'
  | 'immutability-period-before-lock'
  | 'soft-delete-locked'
  | 'soft-delete-left-out'
  | 'soft-delete-always-on-refused'
  | 'soft-delete-of-recovery-services-refused'
  | 'soft-delete-refused-by-version'
  | 'soft-delete-refused-by-region'
  | 'soft-delete-off-by-version'
  | 'soft-delete-off-in-unknown-region'
  | 'soft-delete-off'
  | 'soft-delete-period-shortened'
  | 'soft-delete-period-required'
  | 'soft-delete-period-left-out'
  | 'soft-delete-surfaces'
  | 'redundancy-surfaces'
  | 'hybrid-security-always-on-refused'
  | 'hybrid-security-lowered'
  | 'redundancy-changed'
  | 'redundancy-of-backup-vault-changed'
  | 'cross-region-restore-off'
  | 'cross-region-restore-of-backup-vault-off'
  | 'cross-subscription-restore-locked'
  | 'cross-subscription-restore-refused'
  | 'cross-subscription-restore-opened'
  | 'cross-tenant-mapping-added'
  | 'public-network-opened'
  | 'customer-key-refused'
  | 'customer-key-changed'
  | 'customer-key-identity-changed'
  | 'infrastructure-encryption-refused'
  | 'job-alerts-off'
  | 'site-recovery-alerts-off'
  | 'threat-detection-off'
  | 'region-of-choice-off'
  | 'stack-deletes'
  | 'stack-applied'
  | 'lock-applied'
  | 'guard-operation-named'
  | 'guard-exclusion-refused'
  | 'guard-exclusion-applied'
  | 'guard-restore-excluded'
  | 'guard-role-assigned'
  | 'guard-link-changed'
  | 'location-changed'
  | 'unread-property'
  | 'declared-twice'
  | 'only-new-deployments'
  | 'both-refused'
  | 'both-applied'
  | 'both-applied-without-soft-delete'
  | 'some-applied';

/** A source a line. */
export const sourceLines = `
{"id":"immutable-vault","title":"Immutable vault for Azure Backup","link":"https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept","date":"2025-06-19"}
{"id":"immutable-vault-how-to","title":"Manage Azure Backup immutable vault operations","link":"https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-how-to-manage","date":"2023"}
{"id":"secure-by-default","title":"Secure by default with Azure Backup","link":"https://learn.microsoft.com/azure/backup/secure-by-default","date":"2025-11-10"}
{"id":"enhanced-soft-delete","title":"Configure and manage enhanced soft delete for Azure Backup","link":"https://learn.microsoft.com/azure/backup/backup-azure-enhanced-soft-delete-configure-manage","date":"2022"}
{"id":"enhanced-soft-delete-tutorial","title":"Recover soft deleted data and recovery points using enhanced soft delete","link":"https://learn.microsoft.com/azure/backup/backup-azure-enhanced-soft-delete-tutorial","date":"2023-09-11"}
{"id":"vault-properties-rest","title":"Update Azure Recovery Services vault configurations using REST API","link":"https://learn.microsoft.com/azure/backup/use-restapi-update-vault-properties"}
{"id":"multi-user-authorization","title":"Multi-user authorization using Resource Guard","link":"https://learn.microsoft.com/azure/backup/multi-user-authorization-concept","date":"2025-06-27"}
{"id":"multi-user-authorization-training","title":"Configure multi-user authorization and RBAC for backup (training unit)","link":"https://learn.microsoft.com/training/modules/protect-backup-data-azure-backup-security/3-configure-multi-user-authorization-rbac"}
{"id":"guard-terraform","title":"Terraform, azurerm_data_protection_resource_guard","link":"https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/data_protection_resource_guard.html.markdown","date":"2026-08-21"}
{"id":"guard-exclusions-terraform","title":"Terraform, names of the operations that a resource guard can exclude","link":"https://github.com/hashicorp/terraform-provider-azurerm/blob/main/internal/services/dataprotection/validate/resource_guard_vault_critical_operation_exclusion_list.go","date":"2026-08-21"}
{"id":"guard-planton","title":"Planton, resource guard component (third party)"}
{"id":"guard-unlock-powershell","title":"Unlock-AzDataProtectionResourceGuardOperation","link":"https://learn.microsoft.com/powershell/module/az.dataprotection/unlock-azdataprotectionresourceguardoperation","date":"2026-08-05"}
{"id":"backup-vault-update-powershell","title":"Update-AzDataProtectionBackupVault","link":"https://learn.microsoft.com/powershell/module/az.dataprotection/update-azdataprotectionbackupvault","date":"2026-08-05"}
{"id":"vault-property-powershell","title":"Set-AzRecoveryServicesVaultProperty","link":"https://learn.microsoft.com/powershell/module/az.recoveryservices/set-azrecoveryservicesvaultproperty","date":"2026-08-05"}
{"id":"vault-update-powershell","title":"Update-AzRecoveryServicesVault","link":"https://learn.microsoft.com/powershell/module/az.recoveryservices/update-azrecoveryservicesvault","date":"2026-08-05"}
{"id":"disable-protection-powershell","title":"Disable-AzRecoveryServicesBackupProtection","link":"https://learn.microsoft.com/powershell/module/az.recoveryservices/disable-azrecoveryservicesbackupprotection","date":"2026-08-05"}
{"id":"suspended-points-powershell","title":"Suspended items keep their last recovery point (Azure PowerShell issue 24298)","link":"https://github.com/Azure/azure-powershell/issues/24298"}
{"id":"architecture","title":"Azure Backup architecture","link":"https://learn.microsoft.com/azure/backup/backup-architecture"}
{"id":"backup-faq","title":"Azure Backup, frequently asked questions","link":"https://learn.microsoft.com/azure/backup/backup-azure-backup-faq"}
{"id":"vm-faq","title":"Azure VM backup, frequently asked questions","link":"https://learn.microsoft.com/azure/backup/backup-azure-vm-backup-faq"}
{"id":"create-vault","title":"Create and configure a Recovery Services vault","link":"https://learn.microsoft.com/azure/backup/backup-create-recovery-services-vault","date":"2025-06-30"}
{"id":"create-backup-vault","title":"Create and delete Backup vaults","link":"https://learn.microsoft.com/azure/backup/create-manage-backup-vault","date":"2023-07-31"}
{"id":"manage-backup-vault","title":"Manage Backup vaults","link":"https://learn.microsoft.com/azure/backup/manage-backup-vault","date":"2025-03-19"}
{"id":"delete-vault","title":"Delete a Recovery Services vault","link":"https://learn.microsoft.com/azure/backup/backup-azure-delete-vault"}
{"id":"move-vault","title":"Move a Recovery Services vault","link":"https://learn.microsoft.com/azure/backup/backup-azure-move-recovery-services-vault"}
{"id":"customer-key","title":"Encryption of backup data in a Recovery Services vault using customer-managed keys","link":"https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk"}
{"id":"customer-key-backup-vault","title":"Encryption of backup data in a Backup vault using customer-managed keys","link":"https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk-for-backup-vault","date":"2024-11-11"}
{"id":"private-endpoints","title":"Private endpoints for Azure Backup","link":"https://learn.microsoft.com/azure/backup/private-endpoints-overview","date":"2023-08-14"}
{"id":"alerts","title":"Azure Monitor based alerts for Azure Backup","link":"https://learn.microsoft.com/azure/backup/backup-azure-monitoring-alerts","date":"2024-11-30"}
{"id":"alerts-resiliency-library","title":"Azure Proactive Resiliency Library, BK-1","link":"https://azure.github.io/Azure-Proactive-Resiliency-Library/"}
{"id":"hybrid-security","title":"Security features to help protect hybrid backups that use Azure Backup","link":"https://learn.microsoft.com/azure/backup/backup-azure-security-feature","date":"2023"}
{"id":"threat-detection","title":"Threat detection for Azure Backup (preview)","link":"https://learn.microsoft.com/azure/backup/threat-detection-overview","date":"2025-11-10"}
{"id":"postgresql-manage","title":"Manage Azure Database for PostgreSQL backup, section Change a policy","link":"https://learn.microsoft.com/azure/backup/manage-azure-database-postgresql"}
{"id":"disks-manage","title":"Manage Azure managed disks, note on changing the policy","link":"https://learn.microsoft.com/azure/backup/manage-azure-managed-disks"}
{"id":"cosmos-manage","title":"Configure vaulted backup for Azure Cosmos DB (preview), section Change the policy of a protected item","date":"2026-08-27"}
{"id":"postgresql-policy-rest","title":"Create Azure Data Protection backup policies for PostgreSQL databases using REST API","link":"https://learn.microsoft.com/azure/backup/backup-azure-data-protection-use-rest-api-create-update-postgresql-policy"}
{"id":"postgresql-backup","title":"Back up Azure Database for PostgreSQL","link":"https://learn.microsoft.com/azure/backup/backup-azure-database-postgresql"}
{"id":"backup-vm-rest","title":"Back up Azure VMs using REST API","link":"https://learn.microsoft.com/azure/backup/backup-azure-arm-userestapi-backupazurevms"}
{"id":"backup-sql","title":"About SQL Server backup in Azure VMs","link":"https://learn.microsoft.com/azure/backup/backup-azure-sql-database","date":"2026-04-06"}
{"id":"backup-files","title":"About Azure Files backup","link":"https://learn.microsoft.com/azure/backup/azure-file-share-backup-overview"}
{"id":"blobs-manage","title":"Configure and manage backup for Azure Blobs, section Update the backup instance","link":"https://learn.microsoft.com/azure/backup/blob-backup-configure-manage","date":"2025-11-25"}
{"id":"blobs-overview","title":"Overview of Azure Blob backup","link":"https://learn.microsoft.com/azure/backup/blob-backup-overview"}
{"id":"aks-backup","title":"Back up Azure Kubernetes Service","link":"https://learn.microsoft.com/azure/backup/azure-kubernetes-service-cluster-backup"}
{"id":"selective-disks","title":"Selective disk backup and restore for Azure VMs","link":"https://learn.microsoft.com/azure/backup/selective-disk-backup-restore"}
{"id":"cosmos-support","title":"Support matrix for Azure Cosmos DB vaulted backup (preview)","link":"https://learn.microsoft.com/azure/backup/backup-azure-cosmos-db-support-matrix"}
{"id":"deployment-modes","title":"Azure Resource Manager deployment modes","link":"https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-modes","date":"2024-03-20"}
{"id":"complete-mode-deletion","title":"Deletion of Azure resources for complete mode deployments","link":"https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-complete-mode-deletion"}
{"id":"deployment-stacks","title":"Create and deploy Azure deployment stacks","link":"https://learn.microsoft.com/azure/azure-resource-manager/bicep/deployment-stacks"}
{"id":"deployment-stack-issues","title":"Known issues for deployment stacks","link":"https://learn.microsoft.com/azure/azure-resource-manager/bicep/deployment-stacks-known-issues","date":"2026-06-11"}
{"id":"what-if","title":"Template deployment what-if operation","link":"https://learn.microsoft.com/azure/azure-resource-manager/templates/deploy-what-if"}
{"id":"resource-declaration","title":"Declare resources in ARM templates","link":"https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-declaration"}
{"id":"decorators","title":"Resource declaration in Bicep, decorators","link":"https://learn.microsoft.com/azure/azure-resource-manager/bicep/resource-declaration"}
{"id":"locks","title":"Lock your Azure resources to protect your infrastructure","link":"https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources"}
{"id":"vault-types","title":"Microsoft.RecoveryServices/vaults, template reference","link":"https://learn.microsoft.com/azure/templates/microsoft.recoveryservices/vaults","date":"2026-11"}
{"id":"backup-vault-types","title":"Microsoft.DataProtection/backupVaults, template reference","link":"https://learn.microsoft.com/azure/templates/microsoft.dataprotection/backupvaults","date":"2026-11"}
{"id":"basic-protection-sdk","title":"Azure SDK for JavaScript, arm-recoveryservicesbackup, KnownExistingBasicVMProtection","link":"https://github.com/Azure/azure-sdk-for-js/tree/main/sdk/recoveryservicesbackup/arm-recoveryservicesbackup"}
{"id":"cross-tenant-spec","title":"Azure REST API specifications, CrossTenantVaultMappingResource (pull request 41694)","link":"https://github.com/Azure/azure-rest-api-specs/pull/41694"}
{"id":"cross-tenant-backup-vault-spec","title":"Azure REST API specifications, cross-tenant mappings of Backup vaults (pull request 45468)","link":"https://github.com/Azure/azure-rest-api-specs/pull/45468"}
{"id":"region-of-choice-spec","title":"Azure REST API specifications, regionOfChoiceSettings (pull request 42045)","link":"https://github.com/Azure/azure-rest-api-specs/pull/42045"}
{"id":"time-based-spec","title":"Azure REST API specifications, time-based immutability (pull request 42428)","link":"https://github.com/Azure/azure-rest-api-specs/pull/42428"}
{"id":"time-based-sdk","title":"Azure SDK for Java, type of immutability is required (pull request 50128)","link":"https://github.com/Azure/azure-sdk-for-java/pull/50128"}
{"id":"disk-snapshot-lock-spec","title":"Azure REST API specifications, locked snapshots of disks (pull request 40595)","link":"https://github.com/Azure/azure-rest-api-specs/pull/40595"}
{"id":"azure-mcp","title":"Azure MCP Server, tools for Azure Backup","link":"https://learn.microsoft.com/azure/developer/azure-mcp-server/tools/azure-backup","date":"2026-09"}
{"id":"vault-terraform","title":"Terraform, azurerm_recovery_services_vault","link":"https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/recovery_services_vault.html.markdown","date":"2026-08-21"}
{"id":"backup-vault-terraform","title":"Terraform, azurerm_data_protection_backup_vault","link":"https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/data_protection_backup_vault.html.markdown","date":"2026-08-21"}
{"id":"lock-in-steps-cli","title":"Immutability cannot be locked in one step (Azure CLI issue 27785)","link":"https://github.com/Azure/azure-cli/issues/27785"}
{"id":"lock-from-null-azts","title":"Backup vault immutability from null to Locked (AzTS-docs pull request 468)","link":"https://github.com/azsk/AzTS-docs/pull/468"}
{"id":"avm-backup-vault","title":"Azure Verified Modules, data-protection/backup-vault, tests","link":"https://github.com/Azure/bicep-registry-modules/tree/main/avm/res/data-protection/backup-vault","date":"2026-08-07"}
{"id":"soft-delete-surfaces","title":"Soft delete through backupconfig is refused (bicep-registry-modules pull request 7292)","link":"https://github.com/Azure/bicep-registry-modules/pull/7292","date":"2026-08-20"}
{"id":"redundancy-surfaces","title":"Redundancy through backupstorageconfig is refused (bicep-registry-modules issue 5156)","link":"https://github.com/Azure/bicep-registry-modules/issues/5156"}
{"id":"redeployed-items","title":"Redeploying a protected item fails (ResourceModules issue 4350)","link":"https://github.com/Azure/ResourceModules/issues/4350"}
{"id":"redeployed-items-avm","title":"Redeploying a protected item fails (bicep-registry-modules issue 2426)","link":"https://github.com/Azure/bicep-registry-modules/issues/2426"}
{"id":"policy-update-bicep","title":"Policies of Backup vaults cannot be updated (Bicep issue 4834)","link":"https://github.com/Azure/bicep/issues/4834"}
{"id":"policy-in-use-docs","title":"A policy with items cannot be deleted (azure-docs pull request 123285)","link":"https://github.com/MicrosoftDocs/azure-docs/pull/123285"}
{"id":"share-update-powershell","title":"A policy of file shares cannot go back to snapshots (Azure PowerShell pull request 26367)","link":"https://github.com/Azure/azure-powershell/pull/26367"}
{"id":"cross-subscription-policy","title":"Azure Policy, RecoveryServices_CrossSubscriptionRestore_Modify (f19b0c83)","link":"https://github.com/Azure/azure-policy/blob/master/built-in-policies/policyDefinitions/Backup/RecoveryServices_CrossSubscriptionRestore_Modify.json","date":"2026-04-29"}
{"id":"zone-redundant-policy","title":"Azure Policy, Recovery Services vaults should be Zone Redundant (ae243d87)","link":"https://github.com/Azure/azure-policy/blob/master/built-in-policies/policyDefinitions/Resilience/RecoveryServices_Vaults_ZoneRedundant_Audit.json","date":"2026-04-29"}
{"id":"immutability-policy","title":"Azure Policy, immutability must be enabled for vaults","link":"https://github.com/Azure/azure-policy/tree/master/built-in-policies/policyDefinitions/Backup","date":"2026-04-29"}
{"id":"psrule-immutable","title":"PSRule for Azure, Azure.RSV.Immutable","link":"https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.RSV.Immutable/"}
{"id":"cis-storage","title":"CIS Microsoft Azure Storage Services Benchmark v2.0.0, controls 3.1 and 3.2, as quoted in mql issue 10119","link":"https://github.com/mondoohq/mql/issues/10119"}
`;

/** A fact a line. */
export const factLines = `
{"topic":"Deployments and templates","checked":"2026-11-30","id":"incremental-keeps-what-is-missing","says":"An incremental deployment, or a stack that detaches, leaves a resource as it is that the template no longer declares.","misread":"A resource that is missing from the template is deleted.","confidence":"documented","sources":["deployment-modes","deployment-stacks"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"complete-mode-sweeps-root-resources","says":"Complete mode deletes vaults and resource guards of the resource group that the template does not declare. Policies and items go only with their vault.","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults","Microsoft.DataProtection/resourceGuards"],"misread":"Complete mode deletes policies and items that are missing.","confidence":"documented","sources":["complete-mode-deletion","deployment-modes"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"nested-deployments-are-incremental","says":"A nested deployment is incremental. Azure refuses one that asks for complete mode.","types":["Microsoft.Resources/deployments"],"misread":"A nested deployment in complete mode sweeps its resource group.","confidence":"documented","sources":["deployment-modes"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"false-condition-is-missing","says":"Complete mode treats a resource whose condition is false as one that is not declared.","misread":"A resource that stays in the template stays in Azure.","confidence":"documented","sources":["deployment-modes"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"stack-deletes-what-is-missing","says":"A deployment stack that deletes sends a DELETE for each resource that its template no longer declares, of every type.","types":["Microsoft.Resources/deploymentStacks"],"confidence":"documented","sources":["deployment-stacks"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"stack-unmanaged-levels","says":"actionOnUnmanage says whether a stack deletes or detaches what it no longer declares. Resource groups are detached if nothing is said.","places":{"Microsoft.Resources/deploymentStacks":["properties.actionOnUnmanage.resources","properties.actionOnUnmanage.resourceGroups"]},"ladder":{"name":"stack-unmanaged","levels":[["delete"],["detach"]]},"confidence":"documented","sources":["deployment-stacks"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"stack-detaches-groups-by-default","says":"A stack that does not say what becomes of resource groups detaches them.","places":{"Microsoft.Resources/deploymentStacks":"properties.actionOnUnmanage.resourceGroups"},"default":{"Microsoft.Resources/deploymentStacks":"detach"},"confidence":"documented","sources":["deployment-stacks"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"stack-cannot-delete-immutable-items","says":"A stack cannot delete items of an immutable vault, nor a vault that holds some.","types":["Microsoft.Resources/deploymentStacks"],"refusedBy":"service","confidence":"inferred","sources":["immutable-vault"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"stack-deny-levels","says":"Deny settings of a stack deny nothing, deletion, or changes and deletion to all but the stack and those it exempts.","places":{"Microsoft.Resources/deploymentStacks":"properties.denySettings.mode"},"ladder":{"name":"stack-deny","levels":[["none"],["denyDelete"],["denyWriteAndDelete"]]},"confidence":"documented","sources":["deployment-stacks"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"stack-deny-children-levels","says":"Deny settings cover child resources that the template does not list only with applyToChildScopes.","places":{"Microsoft.Resources/deploymentStacks":"properties.denySettings.applyToChildScopes"},"ladder":{"name":"stack-deny-children","levels":[["false"],["true"]]},"confidence":"documented","sources":["deployment-stacks"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"stack-deny-settings-end-at-the-group","says":"Deny settings of a stack at resource-group scope do not stop the deletion of the group. A stack at subscription scope that declares the group does, and so does a lock on any resource in it.","types":["Microsoft.Resources/deploymentStacks"],"confidence":"documented","sources":["deployment-stack-issues"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"stack-deny-settings-do-not-move","says":"A managed resource that is moved out of its resource group loses the deny settings of its stack.","types":["Microsoft.Resources/deploymentStacks"],"confidence":"documented","sources":["deployment-stack-issues"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"lock-levels","says":"A management lock prevents deletion (CanNotDelete) or changes and deletion (ReadOnly) of what it is on and what is in it.","places":{"Microsoft.Authorization/locks":"properties.level"},"ladder":{"name":"lock","levels":[["NotSpecified"],["CanNotDelete"],["ReadOnly"]]},"confidence":"documented","sources":["locks"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"lock-removal-is-immediate","says":"To remove or lower a management lock takes effect at once.","types":["Microsoft.Authorization/locks"],"confidence":"inferred","sources":["locks"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"vault-name-and-place-are-its-identity","says":"A vault is its name, resource group and subscription. Under another name or in another group Azure creates another vault, which is empty; items, recovery points and locks stay with the old one.","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults"],"misread":"A vault that is renamed takes its items and its lock with it.","confidence":"documented","sources":["move-vault","deployment-modes"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"location-cannot-change","says":"A deployment cannot move a resource to another location; Azure refuses it.","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults"],"refusedBy":"service","confidence":"inferred","sources":["move-vault","deployment-modes"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"left-out-properties-may-be-reset","says":"A deployment may reset a property that it leaves out. Whether it does is up to each service, and not documented for most settings of a vault.","confidence":"unknown","sources":["deployment-modes"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"properties-need-their-api-version","says":"A property that the api-version does not have is dropped, or the deployment is refused. Which of the two is not documented.","misread":"An older api-version keeps the settings that the template declares.","confidence":"inferred","sources":["vault-types","backup-vault-types"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"resource-declared-twice","says":"Azure refuses a template that declares a resource twice. Of two deployments that declare it, the last one counts; which one is last is not documented unless one depends on the other.","misread":"Two declarations of a vault are two vaults, or the first one counts.","confidence":"inferred","sources":["resource-declaration"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"only-if-not-exists","says":"With @onlyIfNotExists() Azure skips a resource that exists; the declaration counts for new deployments only.","confidence":"documented","sources":["decorators"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"templates-hide-values","says":"A value comes from a literal, a variable, a parameter with its default and its parameter file, or a function. One that none of these gives is not known.","misread":"A value that is an expression is no value.","confidence":"documented","sources":["resource-declaration"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"parameter-defaults-are-values","says":"A deployment that does not set a parameter uses its default. A lower default, or a new allowed value, weakens what follows from it.","misread":"A change of a default or of allowed values is no change of the resource.","confidence":"documented","sources":["resource-declaration"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"resources-hide-in-templates","says":"Resources are in nested deployments, modules, loops, child resources and symbolic-name objects. An existing resource is only referred to.","misread":"All resources are in the list at the top of the template.","confidence":"documented","sources":["resource-declaration"]}
{"topic":"Deployments and templates","checked":"2026-11-30","id":"what-if-reports-noise","says":"What-if reports a property that a template leaves out as deleted, and says little about what it ignores or does not support.","misread":"Delete in a what-if is a loss, and Ignore is clean.","confidence":"documented","sources":["what-if"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-levels","says":"Immutability of a vault is Disabled, Unlocked (the portal says Enabled) or Locked. Until it is locked, it can be switched off again.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.state","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.state"},"since":{"Microsoft.RecoveryServices/vaults":"2022-08-01","Microsoft.DataProtection/backupVaults":"2022-12-01"},"ladder":{"name":"immutability","levels":[["Disabled"],["Unlocked"],["Locked"]],"finalFrom":"Locked","newHas":"Disabled"},"confidence":"documented","sources":["immutable-vault","psrule-immutable"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-locked-is-final","says":"A locked vault cannot be unlocked, by anyone. The service refuses the change.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.state","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.state"},"final":true,"refusedBy":"service","confidence":"documented","sources":["immutable-vault","backup-vault-terraform"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-is-off-by-default","says":"A new vault that does not declare immutability is not immutable.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.state","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.state"},"misread":"A setting that neither revision has means that all is well.","confidence":"documented","sources":["psrule-immutable","immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-undeclared","says":"Whether a deployment that leaves immutability out resets an unlocked vault is not documented. A locked vault cannot lose its state; whether such a deployment is refused or ignored is not documented, either.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.state","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.state"},"misread":"A property that is left out means Disabled, always.","confidence":"unknown","sources":["immutable-vault","deployment-modes"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-lock-needs-unlocked","says":"A Recovery Services vault was reported to refuse the lock unless it is Unlocked first.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.state"},"misread":"A vault that is created as Locked is best practice, and nothing more needs to be said.","refusedBy":"service","confidence":"reported","sources":["lock-in-steps-cli","vault-terraform"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-lock-of-backup-vault-in-one-step","says":"A Backup vault goes from Disabled to Locked in one update, and can be created as Locked, in public tests.","places":{"Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.state"},"confidence":"reported","sources":["backup-vault-terraform","avm-backup-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-lock-of-backup-vault-from-nothing","says":"A Backup vault on which immutability was never set was reported once (2024) to refuse the lock.","places":{"Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.state"},"refusedBy":"service","confidence":"reported","sources":["lock-from-null-azts"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutable-vault-blocks-deletion","says":"An immutable vault refuses to delete recovery points before they expire. Protection can still be stopped with retained data.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.state","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.state"},"refusedBy":"service","confidence":"documented","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutable-vault-blocks-shorter-retention","says":"An immutable Recovery Services vault refuses a policy change that reduces retention. Longer retention and other schedules are allowed.","types":["Microsoft.RecoveryServices/vaults","Microsoft.RecoveryServices/vaults/backupPolicies"],"refusedBy":"service","confidence":"documented","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutable-vault-blocks-lower-policy","says":"An immutable Recovery Services vault refuses to give an item a policy that keeps less.","types":["Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems"],"refusedBy":"service","confidence":"documented","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutable-backup-vault-blocks-deletion-only","says":"For an immutable Backup vault Microsoft lists one blocked operation, to stop protection with deletion of data. Whether another policy is refused is not documented.","types":["Microsoft.DataProtection/backupVaults/backupInstances"],"confidence":"unknown","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutable-vault-and-suspended-backups","says":"In an immutable vault, retention of a policy cannot be raised while any item of it has its backups suspended.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"refusedBy":"service","misread":"Suspended backups keep what they have, and nothing else depends on them.","confidence":"documented","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutable-vault-and-schedules","says":"Immutability does not cover schedules; backups can become less frequent. Whether it blocks the clean-up of daily recovery points, or fewer selected days, is not documented.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"confidence":"documented","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutable-vault-and-removed-rules","says":"Whether an immutable vault counts the removal of one retention rule, or fewer selected days, as reduced retention is not documented.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"confidence":"unknown","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutable-vault-and-removed-daily-points","says":"Whether an immutable vault blocks the clean-up of daily recovery points that a weekly schedule brings is not documented.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"confidence":"unknown","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-skips-operational-backups","says":"Immutability does not cover operational backups of blobs, files and disks.","types":["Microsoft.DataProtection/backupVaults/backupPolicies","Microsoft.RecoveryServices/vaults/backupPolicies"],"misread":"A shorter operational retention breaks the immutability of the vault.","confidence":"documented","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-and-vm-snapshots","says":"Whether immutability covers the snapshots of VM backups is not documented.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"confidence":"unknown","sources":["immutable-vault","secure-by-default"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutable-vault-cannot-be-emptied","says":"A vault that holds immutable recovery points cannot be deleted, because they cannot be deleted before they expire.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.state","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.state"},"refusedBy":"service","confidence":"inferred","sources":["immutable-vault","delete-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-and-its-own-deployment","says":"Whether Azure applies or refuses a loss in the deployment that switches immutability on is not documented.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.state","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.state"},"confidence":"unknown","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-types","says":"Immutability is AsPerPolicy or TimeBased. A time-based one holds for durationInDays, whatever the policies say.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.configuration.type","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.configuration.type"},"since":{"Microsoft.RecoveryServices/vaults":"2026-05-01","Microsoft.DataProtection/backupVaults":"2026-07-01"},"ladder":{"name":"immutability-type","levels":[["AsPerPolicy"],["TimeBased"]]},"confidence":"reported","sources":["azure-mcp","time-based-spec"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-period-range","says":"The period of time-based immutability is 30 to 36135 days. It is required for TimeBased and ignored otherwise.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.configuration.durationInDays","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.configuration.durationInDays"},"since":{"Microsoft.RecoveryServices/vaults":"2026-05-01","Microsoft.DataProtection/backupVaults":"2026-07-01"},"range":{"min":30,"max":36135,"unit":"days"},"confidence":"reported","sources":["azure-mcp","time-based-spec"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-period-fixed-by-lock","says":"The lock was said to fix the type and the period of immutability, too; Microsoft does not document it.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.configuration.durationInDays","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.configuration.durationInDays"},"confidence":"reported","sources":["time-based-spec"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-period-before-lock","says":"Whether Azure applies a shorter period, or another type, before a vault is locked is not documented.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.configuration.durationInDays","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.configuration.durationInDays"},"confidence":"unknown","sources":["time-based-spec"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-type-required","says":"From api-version 2026-05-01 on, the service was reported to refuse a Recovery Services vault whose immutability is not Disabled and has no type.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.configuration.type"},"refusedFrom":"2026-05-01","refusedBy":"service","confidence":"reported","sources":["azure-mcp","time-based-sdk"]}
{"topic":"Immutability","checked":"2026-11-30","id":"immutability-regions","says":"Immutability is available in all Azure public and US Government regions.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.immutabilitySettings.state","Microsoft.DataProtection/backupVaults":"properties.securitySettings.immutabilitySettings.state"},"confidence":"documented","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"worm-regions-of-recovery-services-vaults","says":"On 2025-06-19, WORM storage for locked Recovery Services vaults was generally available in these regions, or more by now. Elsewhere immutability holds, and backups move to WORM storage later by themselves.","types":["Microsoft.RecoveryServices/vaults"],"stage":"generally available","asOf":"2025-06-19","regions":["australiacentral2","germanynorth","israelcentral","japaneast","koreacentral","koreasouth","mexicocentral","norwaywest","polandcentral","southafricawest","southindia","spaincentral","switzerlandwest","westindia"],"confidence":"documented","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"worm-regions-of-backup-vaults","says":"On 2025-06-19, WORM storage for locked Backup vaults was in preview in these regions, or more by now.","types":["Microsoft.DataProtection/backupVaults"],"stage":"in preview","asOf":"2025-06-19","regions":["koreacentral","polandcentral","southafricawest","southindia","westindia"],"misread":"Immutability is not supported outside of these regions.","confidence":"documented","sources":["immutable-vault"]}
{"topic":"Immutability","checked":"2026-11-30","id":"region-names","says":"Azure Resource Manager calls the regions India South and India West southindia and westindia.","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults"],"misread":"The name of a region in the documentation, without its blanks, is its name in a template.","confidence":"documented","sources":["immutable-vault"]}
{"topic":"Protected items","checked":"2026-11-30","id":"item-policy-change-is-retroactive","says":"In a Recovery Services vault, the retention of a new policy also applies to the recovery points that an item has.","places":{"Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems":"properties.policyId"},"misread":"The name of a policy says what it keeps.","confidence":"documented","sources":["architecture","backup-faq"]}
{"topic":"Protected items","checked":"2026-11-30","id":"instance-policy-change-is-not-retroactive","says":"In a Backup vault, recovery points that exist keep their retention when an instance gets another policy. Only new ones follow it.","places":{"Microsoft.DataProtection/backupVaults/backupInstances":"properties.policyInfo.policyId"},"confidence":"documented","sources":["postgresql-manage","disks-manage","cosmos-manage"]}
{"topic":"Protected items","checked":"2026-11-30","id":"stopped-backups-keep-their-points","says":"An item whose protection is stopped with retained data keeps its recovery points until they are deleted by hand. An empty policyId or ProtectionStopped does that.","places":{"Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems":["properties.protectionState","properties.policyId"]},"misread":"An item without a policy has its data deleted.","confidence":"documented","sources":["backup-vm-rest","backup-faq"]}
{"topic":"Protected items","checked":"2026-11-30","id":"suspended-backups-age-out","says":"Recovery points of an item whose backups are suspended expire as the policy says, but for the last one.","places":{"Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems":"properties.protectionState"},"misread":"Suspended backups are kept for good.","confidence":"documented","sources":["disable-protection-powershell","suspended-points-powershell"]}
{"topic":"Protected items","checked":"2026-11-30","id":"suspending-needs-immutability","says":"Azure suspends backups in immutable vaults only.","types":["Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems"],"refusedBy":"service","confidence":"documented","sources":["disable-protection-powershell"]}
{"topic":"Protected items","checked":"2026-11-30","id":"unknown-backup-state","says":"What Azure does with a protectionState that its types do not list is not documented.","places":{"Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems":"properties.protectionState"},"confidence":"unknown","sources":["backup-vm-rest"]}
{"topic":"Protected items","checked":"2026-11-30","id":"instance-state-is-read-only","says":"Instances of a Backup vault have no property that stops their backups. currentProtectionState is read-only, and stopping is an action of the service.","types":["Microsoft.DataProtection/backupVaults/backupInstances"],"misread":"currentProtectionState in a template is a request.","confidence":"documented","sources":["backup-vault-types","guard-terraform"]}
{"topic":"Protected items","checked":"2026-11-30","id":"item-deletion-deletes-its-data","says":"To delete a protected item stops its protection and deletes its backup data. In an immutable vault it is refused.","types":["Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems","Microsoft.DataProtection/backupVaults/backupInstances"],"confidence":"inferred","sources":["immutable-vault","secure-by-default"]}
{"topic":"Protected items","checked":"2026-11-30","id":"basic-vm-protection-can-be-deleted","says":"existingBasicVMProtection with the value DisableWithDeleteRPsNow disables the basic protection of a VM and deletes its recovery points at once.","places":{"Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems":"properties.existingBasicVMProtection"},"since":{"Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems":"2026-10-01"},"ladder":{"name":"basic-protection","levels":[["DisableWithDeleteRPsNow"]],"finalFrom":"DisableWithDeleteRPsNow"},"final":true,"confidence":"documented","sources":["basic-protection-sdk"]}
{"topic":"Protected items","checked":"2026-11-30","id":"redeployed-items-were-refused","says":"To deploy an item of an immutable Recovery Services vault again was reported to fail, even with the same policy, though not always.","types":["Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems"],"refusedBy":"service","confidence":"reported","sources":["redeployed-items","redeployed-items-avm"]}
{"topic":"Protected items","checked":"2026-11-30","id":"left-out-sources-have-no-new-backups","says":"What is left out of an item is in no new recovery point. Recovery points that exist stay as they are, and immutability does not block it.","types":["Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems","Microsoft.DataProtection/backupVaults/backupInstances"],"confidence":"inferred","sources":["selective-disks","aks-backup","blobs-manage"]}
{"topic":"Protected items","checked":"2026-11-30","id":"auto-protection-of-containers-is-final","says":"Auto-protection of present and future containers (blobs, Data Lake) is permanent. Azure does not go back to a list of containers; prefixes can be excluded.","places":{"Microsoft.DataProtection/backupVaults/backupInstances":"properties.policyInfo.policyParameters.backupDatasourceParametersList"},"since":{"Microsoft.DataProtection/backupVaults/backupInstances":"2026-03-01"},"ladder":{"name":"auto-protection","levels":[["false"],["true"]],"finalFrom":"true"},"final":true,"refusedBy":"service","confidence":"documented","sources":["blobs-manage"]}
{"topic":"Protected items","checked":"2026-11-30","id":"item-source-change","says":"Whether Azure refuses another source for an item, or takes it from then on, is not documented.","places":{"Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems":"properties.sourceResourceId","Microsoft.RecoveryServices/vaults/backupFabrics/backupProtectionIntent":["properties.sourceResourceId","properties.itemId"],"Microsoft.DataProtection/backupVaults/backupInstances":"properties.dataSourceInfo.resourceID"},"confidence":"unknown","sources":["backup-vm-rest"]}
{"topic":"Protected items","checked":"2026-11-30","id":"intent-removal-leaves-databases","says":"Without its intent, new databases of an instance are not protected. Those that are protected stay so.","types":["Microsoft.RecoveryServices/vaults/backupFabrics/backupProtectionIntent"],"confidence":"inferred","sources":["backup-sql"]}
{"topic":"Protected items","checked":"2026-11-30","id":"container-with-items-stays-registered","says":"A container cannot be unregistered while items in it are protected.","types":["Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers"],"refusedBy":"service","confidence":"inferred","sources":["delete-vault"]}
{"topic":"Protected items","checked":"2026-11-30","id":"item-is-in-one-vault","says":"A VM can be protected in one vault only. To move it, stop it with retained data and move the VM to another group, or soft-delete the item first.","types":["Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems"],"confidence":"documented","sources":["create-vault","secure-by-default"]}
{"topic":"Protected items","checked":"2026-11-30","id":"snapshots-lie-beside-the-source","says":"Snapshots and operational backups lie in the subscription of the source, not in the vault. Snapshots of SQL Server instances (preview) do, too.","types":["Microsoft.RecoveryServices/vaults/backupPolicies","Microsoft.DataProtection/backupVaults/backupPolicies"],"confidence":"documented","sources":["backup-files","blobs-overview","backup-sql"]}
{"topic":"Protected items","checked":"2026-11-30","id":"operational-blob-backup-rests-on-the-account","says":"Operational backup of blobs rests on the versioning, change feed, soft delete and point-in-time restore of the storage account and on a delete lock. armlock does not judge those.","types":["Microsoft.DataProtection/backupVaults/backupInstances"],"confidence":"documented","sources":["blobs-overview"]}
{"topic":"Protected items","checked":"2026-11-30","id":"cosmos-backup-is-in-preview","says":"Vaulted backup of Azure Cosmos DB is in preview and supports immutable vaults.","types":["Microsoft.DataProtection/backupVaults/backupInstances"],"confidence":"documented","sources":["cosmos-support"]}
{"topic":"Protected items","checked":"2026-11-30","id":"postgresql-backup-solution","says":"backupSolutionType chooses between logical and physical backups of PostgreSQL flexible servers. What each keeps is not documented.","types":["Microsoft.DataProtection/backupVaults/backupInstances"],"confidence":"unknown","sources":["backup-vault-types"]}
{"topic":"Protected items","checked":"2026-11-30","id":"disk-snapshots-can-be-locked","says":"Snapshots of disks can be locked by an action of the compute service (api-version 2026-03-02). No template property does it.","types":["Microsoft.Compute/snapshots"],"confidence":"documented","sources":["disk-snapshot-lock-spec"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"retention-change-is-retroactive","says":"In a Recovery Services vault, a changed retention also applies to recovery points that exist. Those outside the new range are pruned at the next clean-up.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"confidence":"documented","sources":["architecture","backup-faq"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"retention-of-each-schedule","says":"Each schedule of a policy, and each rule of a Backup vault policy, keeps recovery points of its own. A longer one elsewhere does not make up for a shorter one.","types":["Microsoft.RecoveryServices/vaults/backupPolicies","Microsoft.DataProtection/backupVaults/backupPolicies"],"misread":"The longest retention of a policy is its retention.","confidence":"documented","sources":["architecture","postgresql-backup"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"retention-rule-removed","says":"After a retention rule is removed, no more recovery points of its kind are made. Whether those that exist keep their expiry is not documented.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"confidence":"unknown","sources":["architecture"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"retention-days-deselected","says":"Where a rule selects fewer days or tags, recovery points that exist keep their retention, and no new ones of the other days are made.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"confidence":"documented","sources":["architecture"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"daily-points-go-with-the-daily-schedule","says":"A change from a daily to a weekly schedule cleans up the daily recovery points that exist. From weekly to daily, weekly ones stay until they expire.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"misread":"A change of the schedule deletes nothing.","confidence":"documented","sources":["architecture"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"retention-units","says":"7 days are a week and 12 months are a year. Months and years have no fixed number of days.","types":["Microsoft.RecoveryServices/vaults/backupPolicies","Microsoft.DataProtection/backupVaults/backupPolicies"],"misread":"A year is 365 days, and a month is 30.","confidence":"inferred","sources":["architecture"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"retention-units-differ","says":"A retention is a number and a unit. 4 weeks are 28 days, which is less than 30 days.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"misread":"Retentions compare by their numbers.","confidence":"documented","sources":["vault-types"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"lists-have-no-order","says":"The parts of a policy and the stores of a vault are found by their type and name. Their order means nothing.","types":["Microsoft.RecoveryServices/vaults/backupPolicies","Microsoft.DataProtection/backupVaults","Microsoft.DataProtection/backupVaults/backupPolicies"],"misread":"Lists compare by position.","confidence":"documented","sources":["vault-types","backup-vault-types"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"blob-policy-has-two-default-rules","says":"A policy for blobs can have two rules called Default, one for the operational store and one for the vault.","types":["Microsoft.DataProtection/backupVaults/backupPolicies"],"misread":"The name of a rule is unique in its policy.","confidence":"documented","sources":["blobs-overview","backup-vault-types"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"backup-vault-priority-decides","says":"In a Backup vault the rule with priority keeps a recovery point, not the longest one, in the order yearly, monthly, weekly, default. Cosmos DB has daily before default.","types":["Microsoft.DataProtection/backupVaults/backupPolicies"],"misread":"The longest rule of a policy wins.","confidence":"documented","sources":["postgresql-backup","cosmos-manage"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"backup-vault-rule-needs-a-tag","says":"In a Backup vault a retention rule keeps only recovery points that the schedule tags with its name. All others fall to the default rule.","types":["Microsoft.DataProtection/backupVaults/backupPolicies"],"misread":"A rule whose text stays keeps what it kept.","confidence":"documented","sources":["postgresql-policy-rest","postgresql-backup"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"backup-vault-policies-cannot-be-updated","says":"Azure refuses to update a policy of a Backup vault. Another retention needs a new policy, and instances that use it.","types":["Microsoft.DataProtection/backupVaults/backupPolicies"],"errorCode":"UserErrorBMSUpdatePolicyNotSupported","refusedBy":"service","misread":"A policy that is changed in place changes.","confidence":"documented","sources":["postgresql-policy-rest","policy-update-bicep","azure-mcp"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"policy-in-use-cannot-be-deleted","says":"Azure refuses to delete a policy while items use it.","types":["Microsoft.RecoveryServices/vaults/backupPolicies","Microsoft.DataProtection/backupVaults/backupPolicies"],"refusedBy":"service","confidence":"reported","sources":["policy-in-use-docs","delete-vault"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"share-policy-keeps-the-vault-tier","says":"Microsoft's PowerShell module refuses to take the policy of a file share from the vault tier back to snapshots. A service error was not seen.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"misread":"Only retentionPolicy says what the policy of a file share keeps.","refusedBy":"tool","confidence":"reported","sources":["share-update-powershell"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"tiering-is-not-retention","says":"tieringPolicy moves recovery points to the archive tier. It does not change how long they are kept.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"misread":"A change of tieringPolicy is a change of retention.","confidence":"documented","sources":["architecture"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"null-means-nothing","says":"Exported policies write null for schedules that they do not have. It means the same as leaving them out.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"misread":"A null is a value.","confidence":"inferred","sources":["vault-types"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"backup-rules-of-one-store","says":"A policy for Cosmos DB has two backup rules in one store, one for weekly full and one for daily incremental backups.","types":["Microsoft.DataProtection/backupVaults/backupPolicies"],"confidence":"documented","sources":["cosmos-support","cosmos-manage"]}
{"topic":"Policies and retention","checked":"2026-11-30","id":"deployed-policy-is-json","says":"A template holds times as text and numbers as numbers, as the REST API does. SDKs show dates instead.","types":["Microsoft.RecoveryServices/vaults/backupPolicies"],"misread":"Times are dates, as an SDK shows them.","confidence":"documented","sources":["vault-types"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-asks-for-an-authorization","says":"On a vault that is linked to a resource guard, a critical operation needs a role on the guard (Backup MUA Operator), unless the guard excludes the operation.","types":["Microsoft.RecoveryServices/vaults/backupResourceGuardProxies","Microsoft.DataProtection/backupVaults/backupResourceGuardProxies"],"refusedBy":"resource guard","misread":"A vault whose guard link is removed loses only a label.","confidence":"documented","sources":["multi-user-authorization"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-covers-retention-and-schedules","says":"In a Recovery Services vault the guard covers shorter retention and longer intervals between backups, as changes of a policy and of an item.","types":["Microsoft.RecoveryServices/vaults/backupPolicies","Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems"],"refusedBy":"resource guard","confidence":"documented","sources":["multi-user-authorization"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-covers-backup-vault-policies","says":"The API of resource guards has an operation for changes of instances of a Backup vault; Microsoft's page on multi-user authorization does not list it.","types":["Microsoft.DataProtection/backupVaults/backupInstances"],"refusedBy":"resource guard","confidence":"reported","sources":["guard-terraform"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-covers-deletion-and-stop","says":"The guard covers the deletion of items and their data, and to stop protection.","types":["Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems","Microsoft.DataProtection/backupVaults/backupInstances"],"refusedBy":"resource guard","confidence":"documented","sources":["multi-user-authorization"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-covers-immutability","says":"The guard covers switching immutability off.","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults"],"refusedBy":"resource guard","confidence":"documented","sources":["multi-user-authorization"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-covers-encryption","says":"The guard covers changes of the encryption settings of a vault.","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults"],"refusedBy":"resource guard","confidence":"reported","sources":["guard-terraform","multi-user-authorization-training"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-covers-hybrid-containers","says":"The guard covers the deletion of containers of on-premises servers (MARS, MABS, DPM), no other containers.","types":["Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers"],"refusedBy":"resource guard","confidence":"reported","sources":["guard-terraform","multi-user-authorization-training"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-operations","says":"These are the operations that a resource guard can cover, and that it can be told to exclude.","places":{"Microsoft.DataProtection/resourceGuards":"properties.vaultCriticalOperationExclusionList"},"since":{"Microsoft.DataProtection/resourceGuards":"2022-04-01"},"misread":"Only vaults and policies protect backups; locks and the exclusions of a guard do not.","operations":{"Microsoft.RecoveryServices/vaults/write#reduceImmutabilityState":"switching immutability off","Microsoft.RecoveryServices/vaults/write#modifyEncryptionSettings":"changing encryption","Microsoft.RecoveryServices/vaults/backupconfig/delete":"deleting the security configuration","Microsoft.RecoveryServices/vaults/backupEncryptionConfigs/backupResourceEncryptionConfig/write":"changing encryption","Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/delete":"unregistering on-premises servers","Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/delete":"deleting the backup data of items","Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/write":"giving items a policy that keeps less","Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/write#stopProtectionWithRetainData":"stopping backups","Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/restore/action":"restoring","Microsoft.RecoveryServices/vaults/backupPolicies/write":"shortening retention in policies","Microsoft.RecoveryServices/vaults/backupResourceGuardProxies/write":"changing the link to the guard","Microsoft.RecoveryServices/vaults/backupSecurityPIN/action":"getting the security PIN of agents","Microsoft.DataProtection/backupVaults/write#reduceImmutabilityState":"switching immutability off","Microsoft.DataProtection/backupVaults/write#modifyEncryptionSettings":"changing encryption","Microsoft.DataProtection/backupVaults/backupInstances/delete":"deleting backup instances and their data","Microsoft.DataProtection/backupVaults/backupInstances/write":"changing backup instances","Microsoft.DataProtection/backupVaults/backupInstances/restore/action":"restoring","Microsoft.DataProtection/backupVaults/backupInstances/stopProtection/action":"stopping backups","Microsoft.DataProtection/backupVaults/backupInstances/suspendBackups/action":"suspending backups"},"confidence":"documented","sources":["guard-exclusions-terraform","multi-user-authorization"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-mandatory-operations","says":"A resource guard cannot exclude these operations.","places":{"Microsoft.DataProtection/resourceGuards":"properties.vaultCriticalOperationExclusionList"},"operations":{"Microsoft.RecoveryServices/vaults/backupconfig/write":"changing soft delete and security features","Microsoft.RecoveryServices/vaults/backupResourceGuardProxies/delete":"unlinking a vault from its guard","Microsoft.DataProtection/backupVaults/backupResourceGuardProxies/delete":"unlinking a vault from its guard","Microsoft.DataProtection/backupVaults/write#reduceSoftDeleteSecurity":"weakening soft delete","Microsoft.RecoveryServices/vaults/backupCrossTenantVaultMappings/write":"letting a vault of another tenant restore","Microsoft.DataProtection/backupVaults/crossTenantVaultMappings/write":"letting a vault of another tenant restore"},"errorCode":"BMSUserErrorInvalidCriticalOperationExclusionList","refusedBy":"service","confidence":"reported","sources":["multi-user-authorization","guard-planton"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-restore-is-off-by-default","says":"Restore is not covered by default; to exclude it is the default.","places":{"Microsoft.DataProtection/resourceGuards":"properties.vaultCriticalOperationExclusionList"},"confidence":"reported","sources":["multi-user-authorization-training"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-flags-are-read-only","says":"multiUserAuthorization and isVaultProtectedByResourceGuard are read-only. A template links a guard by a backupResourceGuardProxies child.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.multiUserAuthorization","Microsoft.DataProtection/backupVaults":"properties.isVaultProtectedByResourceGuard"},"misread":"The flag in the template switches multi-user authorization on or off.","confidence":"documented","sources":["vault-types","backup-vault-types"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-requests-are-references","says":"resourceGuardOperationRequests names guarded operations for which Azure checks the deployer's role on the guard at that moment. It is no approval; once the role is gone, the same template fails.","places":{"Microsoft.RecoveryServices/vaults":"properties.resourceGuardOperationRequests","Microsoft.DataProtection/backupVaults":"properties.resourceGuardOperationRequests"},"since":{"Microsoft.RecoveryServices/vaults":"2024-04-01","Microsoft.DataProtection/backupVaults":"2024-04-01"},"misread":"The list holds approvals, or nothing of interest.","confidence":"documented","sources":["guard-unlock-powershell","backup-vault-update-powershell","multi-user-authorization"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-in-use-deletion","says":"To delete a resource guard was reported to be refused while vaults are linked to it. The same source says that a deletion would end multi-user authorization for them.","types":["Microsoft.DataProtection/resourceGuards"],"refusedBy":"service","confidence":"reported","sources":["azure-mcp"]}
{"topic":"Resource guards","checked":"2026-11-30","id":"guard-roles-override-it","says":"Contributor, Backup MUA Admin and Backup MUA Operator on a resource guard let their holder do the operations that it covers.","types":["Microsoft.Authorization/roleAssignments"],"confidence":"documented","sources":["multi-user-authorization"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-levels","says":"Soft delete is off, on or always on. The families spell it differently, Disabled, Enabled and AlwaysON for Recovery Services vaults, Off, On and AlwaysOn for Backup vaults; Azure compares them without case.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.softDeleteSettings.softDeleteState","Microsoft.RecoveryServices/vaults/backupconfig":"properties.softDeleteFeatureState","Microsoft.DataProtection/backupVaults":"properties.securitySettings.softDeleteSettings.state"},"since":{"Microsoft.RecoveryServices/vaults":"2023-04-01","Microsoft.DataProtection/backupVaults":"2022-12-01"},"ladder":{"name":"soft-delete","levels":[["Disabled","Off"],["Enabled","On"],["AlwaysON"]],"finalFrom":"AlwaysON"},"misread":"Levels compare letter by letter.","confidence":"documented","sources":["secure-by-default","vault-types"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-is-on-by-default","says":"A new vault has soft delete on.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.softDeleteSettings.softDeleteState","Microsoft.RecoveryServices/vaults/backupconfig":"properties.softDeleteFeatureState","Microsoft.DataProtection/backupVaults":"properties.securitySettings.softDeleteSettings.state"},"default":{"Microsoft.RecoveryServices/vaults":"Enabled","Microsoft.RecoveryServices/vaults/backupconfig":"Enabled","Microsoft.DataProtection/backupVaults":"On"},"confidence":"documented","sources":["secure-by-default","vault-properties-rest"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-always-on-is-final","says":"Soft delete that is always on cannot be switched off or taken back to on.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.softDeleteSettings.softDeleteState","Microsoft.RecoveryServices/vaults/backupconfig":"properties.softDeleteFeatureState","Microsoft.DataProtection/backupVaults":"properties.securitySettings.softDeleteSettings.state"},"final":true,"refusedBy":"service","confidence":"documented","sources":["enhanced-soft-delete","enhanced-soft-delete-tutorial","vault-terraform"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-of-recovery-services-cannot-be-off","says":"Azure does not let soft delete of a Recovery Services vault be switched off, with any api-version, in public regions and national clouds (state of 2025-11-10). Deleted items go to the soft-deleted state whatever the setting says.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.softDeleteSettings.softDeleteState","Microsoft.RecoveryServices/vaults/backupconfig":"properties.softDeleteFeatureState"},"refusedBy":"service","asOf":"2025-11-10","confidence":"documented","sources":["secure-by-default"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-of-backup-vault-off-by-version","says":"From api-version 2025-09-01 on, Azure refuses to switch soft delete of a Backup vault off. Older api-versions still apply it, except where secure by default is generally available.","places":{"Microsoft.DataProtection/backupVaults":"properties.securitySettings.softDeleteSettings.state"},"refusedFrom":"2025-09-01","refusedBy":"service","asOf":"2025-11-10","misread":"An older api-version changes nothing.","confidence":"documented","sources":["secure-by-default"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-of-backup-vault-off-by-region","says":"In these regions no api-version can switch soft delete of a Backup vault off (state of 2025-11-10).","places":{"Microsoft.DataProtection/backupVaults":"properties.securitySettings.softDeleteSettings.state"},"regions":["australiaeast","eastasia","westcentralus"],"asOf":"2025-11-10","refusedBy":"service","confidence":"documented","sources":["secure-by-default"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-undeclared","says":"What a deployment does to a vault whose soft delete it leaves out is not documented.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.softDeleteSettings.softDeleteState","Microsoft.RecoveryServices/vaults/backupconfig":"properties.softDeleteFeatureState","Microsoft.DataProtection/backupVaults":"properties.securitySettings.softDeleteSettings.state"},"confidence":"unknown","sources":["secure-by-default","deployment-modes"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-period-range","says":"The soft delete period is 14 to 180 days, 14 by default. It can be changed at any time, and the value at the time of deletion counts.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays","Microsoft.RecoveryServices/vaults/backupconfig":"properties.softDeleteRetentionPeriodInDays","Microsoft.DataProtection/backupVaults":"properties.securitySettings.softDeleteSettings.retentionDurationInDays"},"since":{"Microsoft.RecoveryServices/vaults":"2023-04-01","Microsoft.DataProtection/backupVaults":"2022-12-01"},"range":{"min":14,"max":180,"unit":"days"},"default":{"Microsoft.RecoveryServices/vaults":14,"Microsoft.RecoveryServices/vaults/backupconfig":14,"Microsoft.DataProtection/backupVaults":14},"confidence":"documented","sources":["secure-by-default"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-period-undeclared","says":"Whether leaving the soft delete period out resets it on a vault that exists is not documented.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays","Microsoft.RecoveryServices/vaults/backupconfig":"properties.softDeleteRetentionPeriodInDays","Microsoft.DataProtection/backupVaults":"properties.securitySettings.softDeleteSettings.retentionDurationInDays"},"confidence":"unknown","sources":["secure-by-default","deployment-modes"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-period-required","says":"From api-version 2026-02-01 on, the Recovery Services API is said to reject soft delete settings without the number of days.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays"},"refusedFrom":"2026-02-01","refusedBy":"service","confidence":"reported","sources":["azure-mcp"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-keeps-deleted-data","says":"Deleted items go to a soft-deleted state for the soft delete period and can be undeleted until it ends, in every Recovery Services vault and in a Backup vault whose soft delete is on.","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults"],"confidence":"documented","sources":["secure-by-default"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-keeps-pruned-points","says":"Recovery points that a shorter retention or a lower policy prunes are soft-deleted first and can be restored; log recovery points of SQL Server and SAP HANA cannot.","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults"],"confidence":"documented","sources":["secure-by-default"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-and-operational-backups","says":"Soft delete covers disk backups and VM snapshots, although they can be deleted directly. It does not cover operational backups of blobs and files.","types":["Microsoft.RecoveryServices/vaults/backupPolicies","Microsoft.DataProtection/backupVaults/backupPolicies"],"confidence":"documented","sources":["secure-by-default"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-of-vaults","says":"Azure soft-deletes a vault that is empty or holds only soft-deleted items, and refuses to delete any other.","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults"],"refusedBy":"service","confidence":"documented","sources":["secure-by-default","delete-vault"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-billing","says":"Soft-deleted data is billed for the soft delete period except its last fourteen days.","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults"],"confidence":"documented","sources":["secure-by-default"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-has-two-surfaces","says":"Soft delete of a Recovery Services vault can be set on the vault and in its backupconfig.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.softDeleteSettings","Microsoft.RecoveryServices/vaults/backupconfig":"properties.softDeleteFeatureState"},"misread":"Only the body of the vault counts; a setting that moves between the two is lost.","confidence":"documented","sources":["vault-types","vault-properties-rest"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"soft-delete-surfaces-exclude-each-other","says":"Once the vault sets soft delete, Azure was reported to refuse it in backupconfig, even with equal values.","places":{"Microsoft.RecoveryServices/vaults/backupconfig":"properties.softDeleteFeatureState"},"errorCode":"BMSUserErrorSoftDeleteUseVaultApi","refusedBy":"service","confidence":"reported","sources":["soft-delete-surfaces","azure-mcp"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"hybrid-security-levels","says":"The security features for hybrid backups (MARS, MABS, DPM) are off, on or always on. They ask for a security PIN before critical operations and keep deleted data.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.softDeleteSettings.enhancedSecurityState","Microsoft.RecoveryServices/vaults/backupconfig":"properties.enhancedSecurityState"},"since":{"Microsoft.RecoveryServices/vaults":"2023-08-01"},"ladder":{"name":"hybrid-security","levels":[["Disabled","Off"],["Enabled","On"],["AlwaysON"]],"finalFrom":"AlwaysON"},"confidence":"documented","sources":["hybrid-security","vault-types"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"hybrid-security-on-by-default","says":"A new vault has the security features for hybrid backups on in its backupconfig.","places":{"Microsoft.RecoveryServices/vaults/backupconfig":"properties.enhancedSecurityState"},"default":{"Microsoft.RecoveryServices/vaults/backupconfig":"Enabled"},"confidence":"documented","sources":["vault-properties-rest"]}
{"topic":"Soft delete","checked":"2026-11-30","id":"hybrid-security-always-on-is-final","says":"Security features for hybrid backups that are always on, which is set together with soft delete, cannot be switched off.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.softDeleteSettings.enhancedSecurityState","Microsoft.RecoveryServices/vaults/backupconfig":"properties.enhancedSecurityState"},"final":true,"refusedBy":"service","confidence":"documented","sources":["vault-property-powershell","enhanced-soft-delete"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"redundancy-levels","says":"A vault is locally redundant, zone-redundant or geo-redundant. No page ranks zone and geo redundancy; each protects from another loss.","places":{"Microsoft.RecoveryServices/vaults":"properties.redundancySettings.standardTierStorageRedundancy","Microsoft.RecoveryServices/vaults/backupstorageconfig":["properties.storageModelType","properties.storageType"],"Microsoft.DataProtection/backupVaults":"properties.storageSettings[datastoreType=VaultStore].type"},"since":{"Microsoft.RecoveryServices/vaults":"2023-08-01"},"ladder":{"name":"redundancy","levels":[["LocallyRedundant"],["ZoneRedundant","GeoRedundant"],["ReadAccessGeoZoneRedundant"]]},"confidence":"documented","sources":["create-vault","zone-redundant-policy"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"geo-redundancy-has-the-paired-region","says":"Geo-redundant backups survive the loss of their region, because there is a copy in the paired region.","places":{"Microsoft.RecoveryServices/vaults":"properties.redundancySettings.standardTierStorageRedundancy","Microsoft.RecoveryServices/vaults/backupstorageconfig":["properties.storageModelType","properties.storageType"],"Microsoft.DataProtection/backupVaults":"properties.storageSettings[datastoreType=VaultStore].type"},"ladder":{"name":"paired-region","levels":[["LocallyRedundant","ZoneRedundant"],["GeoRedundant","ReadAccessGeoZoneRedundant"]]},"confidence":"documented","sources":["create-vault"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"zone-redundancy-has-the-zones","says":"Zone-redundant backups survive the loss of a zone and stay in their region. Built-in policies ask for zone redundancy in both families.","places":{"Microsoft.RecoveryServices/vaults":"properties.redundancySettings.standardTierStorageRedundancy","Microsoft.RecoveryServices/vaults/backupstorageconfig":["properties.storageModelType","properties.storageType"],"Microsoft.DataProtection/backupVaults":"properties.storageSettings[datastoreType=VaultStore].type"},"ladder":{"name":"zones","levels":[["LocallyRedundant","GeoRedundant"],["ZoneRedundant","ReadAccessGeoZoneRedundant"]]},"confidence":"documented","sources":["create-vault","zone-redundant-policy"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"redundancy-is-geo-by-default","says":"A new Recovery Services vault is geo-redundant.","places":{"Microsoft.RecoveryServices/vaults":"properties.redundancySettings.standardTierStorageRedundancy","Microsoft.RecoveryServices/vaults/backupstorageconfig":"properties.storageModelType"},"default":{"Microsoft.RecoveryServices/vaults":"GeoRedundant","Microsoft.RecoveryServices/vaults/backupstorageconfig":"GeoRedundant"},"confidence":"documented","sources":["create-vault"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"redundancy-fixed-by-the-first-item","says":"The redundancy of a Recovery Services vault cannot change once something is protected in it.","places":{"Microsoft.RecoveryServices/vaults":"properties.redundancySettings.standardTierStorageRedundancy"},"refusedBy":"service","final":true,"confidence":"documented","sources":["create-vault"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"redundancy-of-backup-vault-fixed","says":"Microsoft's page allows another redundancy of a Backup vault until something is protected; Microsoft's tool and Terraform say that it is fixed at creation.","places":{"Microsoft.DataProtection/backupVaults":"properties.storageSettings[datastoreType=VaultStore].type"},"refusedBy":"service","final":true,"confidence":"reported","sources":["create-backup-vault","azure-mcp","backup-vault-terraform"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"redundancy-has-two-surfaces","says":"Redundancy of a Recovery Services vault can be set on the vault and in its backupstorageconfig.","places":{"Microsoft.RecoveryServices/vaults":"properties.redundancySettings","Microsoft.RecoveryServices/vaults/backupstorageconfig":"properties.storageModelType"},"confidence":"documented","sources":["vault-types","create-vault"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"redundancy-surfaces-exclude-each-other","says":"Once the vault sets its redundancy, Azure was reported to refuse it in backupstorageconfig, even with equal values. Without redundancySettings, the provider sets geo redundancy itself and then conflicts with the child.","places":{"Microsoft.RecoveryServices/vaults/backupstorageconfig":"properties.storageModelType"},"errorCode":"BMSUserErrorRedundancySettingsUseVaultApi","refusedBy":"service","confidence":"reported","sources":["redundancy-surfaces","azure-mcp"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"storage-type-state-is-no-immutability","says":"storageTypeState says whether redundancy can still be edited. Its words Locked and Unlocked have nothing to do with immutability.","places":{"Microsoft.RecoveryServices/vaults/backupstorageconfig":"properties.storageTypeState"},"misread":"Locked in backupstorageconfig locks the vault.","confidence":"documented","sources":["vault-types"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"cross-region-restore-levels","says":"Cross-region restore is off or on. With it, backups can be restored in the paired region at any time.","places":{"Microsoft.RecoveryServices/vaults":"properties.redundancySettings.crossRegionRestore","Microsoft.RecoveryServices/vaults/backupstorageconfig":"properties.crossRegionRestoreFlag","Microsoft.DataProtection/backupVaults":"properties.featureSettings.crossRegionRestoreSettings.state"},"ladder":{"name":"cross-region-restore","levels":[["Disabled","false"],["Enabled","true"]]},"confidence":"documented","sources":["create-vault"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"cross-region-restore-fixed-by-the-first-item","says":"Cross-region restore of a Recovery Services vault cannot be switched off once something is protected in it. Until then it can.","places":{"Microsoft.RecoveryServices/vaults":"properties.redundancySettings.crossRegionRestore","Microsoft.RecoveryServices/vaults/backupstorageconfig":"properties.crossRegionRestoreFlag","Microsoft.DataProtection/backupVaults":"properties.featureSettings.crossRegionRestoreSettings.state"},"refusedBy":"service","final":true,"confidence":"documented","sources":["create-vault"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"cross-region-restore-of-backup-vault","says":"Cross-region restore of a Backup vault cannot be switched off, says Terraform, which replaces the vault. Microsoft's page does not say.","places":{"Microsoft.DataProtection/backupVaults":"properties.featureSettings.crossRegionRestoreSettings.state"},"refusedBy":"service","final":true,"confidence":"reported","sources":["backup-vault-terraform","manage-backup-vault"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"cross-subscription-restore-levels","says":"Cross-subscription restore is enabled, disabled or permanently disabled. It is enabled by default, and disabled can be enabled again.","places":{"Microsoft.RecoveryServices/vaults":"properties.restoreSettings.crossSubscriptionRestoreSettings.crossSubscriptionRestoreState","Microsoft.DataProtection/backupVaults":"properties.featureSettings.crossSubscriptionRestoreSettings.state"},"since":{"Microsoft.RecoveryServices/vaults":"2023-02-01","Microsoft.DataProtection/backupVaults":"2022-12-01"},"ladder":{"name":"cross-subscription-restore","levels":[["Enabled"],["Disabled"],["PermanentlyDisabled"]],"finalFrom":"PermanentlyDisabled"},"confidence":"documented","sources":["manage-backup-vault","cross-subscription-policy"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"cross-subscription-restore-permanent-is-final","says":"Cross-subscription restore that is permanently disabled cannot be enabled again.","places":{"Microsoft.RecoveryServices/vaults":"properties.restoreSettings.crossSubscriptionRestoreSettings.crossSubscriptionRestoreState","Microsoft.DataProtection/backupVaults":"properties.featureSettings.crossSubscriptionRestoreSettings.state"},"final":true,"refusedBy":"service","confidence":"documented","sources":["manage-backup-vault","cross-subscription-policy"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"cross-tenant-mapping","says":"A cross-tenant mapping is a child of the target vault and lets it list and restore the recovery points of sourceVaultId in another tenant. No backup depends on it.","places":{"Microsoft.RecoveryServices/vaults/backupCrossTenantVaultMappings":"properties.sourceVaultId","Microsoft.DataProtection/backupVaults/crossTenantVaultMappings":"properties.sourceVaultId"},"since":{"Microsoft.RecoveryServices/vaults/backupCrossTenantVaultMappings":"2026-03-31-preview","Microsoft.DataProtection/backupVaults/crossTenantVaultMappings":"2026-08-31-preview"},"confidence":"documented","sources":["cross-tenant-spec","cross-tenant-backup-vault-spec"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"cross-tenant-mapping-has-no-delete","says":"The Recovery Services API has no DELETE for a cross-tenant mapping, only an action that removes it. A deployment cannot delete it.","types":["Microsoft.RecoveryServices/vaults/backupCrossTenantVaultMappings","Microsoft.DataProtection/backupVaults/crossTenantVaultMappings"],"confidence":"inferred","sources":["cross-tenant-spec"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"region-of-choice","says":"regionOfChoiceSettings keeps a vault in another region than its sources. What happens when it is disabled is not documented.","places":{"Microsoft.RecoveryServices/vaults":"properties.regionOfChoiceSettings.status"},"since":{"Microsoft.RecoveryServices/vaults":"2026-07-01"},"ladder":{"name":"region-of-choice","levels":[["Disabled"],["Enabled"]]},"confidence":"unknown","sources":["region-of-choice-spec"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"public-network-levels","says":"Public network access of a vault is enabled or disabled, and can be changed at any time.","places":{"Microsoft.RecoveryServices/vaults":"properties.publicNetworkAccess"},"since":{"Microsoft.RecoveryServices/vaults":"2022-10-01"},"ladder":{"name":"public-network","levels":[["Enabled"],["Disabled"]]},"default":{"Microsoft.RecoveryServices/vaults":"Enabled"},"confidence":"inferred","sources":["private-endpoints","vault-terraform"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"public-network-means-registered-machines","says":"With public network access disabled, agents and databases in machines reach the vault over private addresses only. Enabled, any machine that is registered to the vault can back up and restore from any network. Backups of VMs and Azure Files do not pass there.","places":{"Microsoft.RecoveryServices/vaults":"properties.publicNetworkAccess"},"confidence":"documented","sources":["private-endpoints"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"customer-key-levels","says":"A vault is encrypted with a key of Microsoft or with a customer-managed key.","places":{"Microsoft.RecoveryServices/vaults":"properties.encryption.keyVaultProperties.keyUri","Microsoft.RecoveryServices/vaults/backupEncryptionConfigs":"properties.encryptionAtRestType","Microsoft.DataProtection/backupVaults":"properties.securitySettings.encryptionSettings.state"},"ladder":{"name":"customer-key","levels":[["MicrosoftManaged","Disabled"],["CustomerManaged","Enabled"]]},"confidence":"documented","sources":["customer-key","customer-key-backup-vault"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"customer-key-is-final","says":"A vault that is encrypted with a customer-managed key cannot go back to a key of Microsoft.","places":{"Microsoft.RecoveryServices/vaults":"properties.encryption.keyVaultProperties.keyUri","Microsoft.RecoveryServices/vaults/backupEncryptionConfigs":"properties.encryptionAtRestType","Microsoft.DataProtection/backupVaults":"properties.securitySettings.encryptionSettings.state"},"final":true,"refusedBy":"service","confidence":"documented","sources":["customer-key","customer-key-backup-vault"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"customer-key-can-change","says":"The key of a vault can change to another customer-managed key, which must have purge protection.","places":{"Microsoft.RecoveryServices/vaults":"properties.encryption.keyVaultProperties.keyUri","Microsoft.DataProtection/backupVaults":"properties.securitySettings.encryptionSettings.keyVaultProperties.keyUri"},"confidence":"documented","sources":["customer-key","customer-key-backup-vault"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"customer-key-and-identity","says":"A vault reads its key with its identity. Without it, backups, restores and expiry fail. In a Backup vault, key and identity cannot change in one request.","places":{"Microsoft.RecoveryServices/vaults":["identity","properties.encryption.kekIdentity"],"Microsoft.DataProtection/backupVaults":["identity","properties.securitySettings.encryptionSettings.kekIdentity"]},"refusedBy":"service","confidence":"documented","sources":["customer-key-backup-vault","customer-key"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"infrastructure-encryption-is-final","says":"Infrastructure encryption is chosen with the first customer-managed key (at creation for a Backup vault) and cannot be changed afterwards.","places":{"Microsoft.RecoveryServices/vaults":"properties.encryption.infrastructureEncryption","Microsoft.RecoveryServices/vaults/backupEncryptionConfigs":"properties.infrastructureEncryptionState","Microsoft.DataProtection/backupVaults":"properties.securitySettings.encryptionSettings.infrastructureEncryption"},"ladder":{"name":"infrastructure-encryption","levels":[["Disabled"],["Enabled"]]},"final":true,"refusedBy":"service","confidence":"documented","sources":["vault-property-powershell","customer-key-backup-vault","vault-terraform"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"job-alerts","says":"Alerts for failed jobs are on by default and can be switched off.","places":{"Microsoft.RecoveryServices/vaults":"properties.monitoringSettings.azureMonitorAlertSettings.alertsForAllJobFailures","Microsoft.DataProtection/backupVaults":"properties.monitoringSettings.azureMonitorAlertSettings.alertsForAllJobFailures"},"ladder":{"name":"alerts","levels":[["Disabled"],["Enabled"]]},"confidence":"documented","sources":["alerts"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"site-recovery-alerts","says":"Alerts for replication and failover issues of Site Recovery can be switched off.","places":{"Microsoft.RecoveryServices/vaults":["properties.monitoringSettings.azureMonitorAlertSettings.alertsForAllReplicationIssues","properties.monitoringSettings.azureMonitorAlertSettings.alertsForAllFailoverIssues"]},"since":{"Microsoft.RecoveryServices/vaults":"2024-02-01"},"confidence":"documented","sources":["vault-update-powershell","vault-terraform"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"security-alerts-cannot-be-off","says":"Azure Monitor raises alerts for deleted backup data, soft delete that is switched off, shorter retention and the like by itself. They cannot be switched off.","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults"],"confidence":"documented","sources":["alerts","backup-vault-update-powershell"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"classic-alerts-are-retired","says":"Classic alerts were retired on 31 March 2026. To set alertsForCriticalOperations to Disabled was reported to fail (InvalidRestApiParameter).","places":{"Microsoft.RecoveryServices/vaults":"properties.monitoringSettings.classicAlertSettings.alertsForCriticalOperations"},"errorCode":"InvalidRestApiParameter","confidence":"documented","sources":["alerts","alerts-resiliency-library","redundancy-surfaces"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"threat-detection","says":"Threat detection (preview since November 2025) scans VM backups of a Recovery Services vault with Microsoft Defender. It can be switched off.","places":{"Microsoft.RecoveryServices/vaults":"properties.securitySettings.sourceScanConfiguration.state"},"since":{"Microsoft.RecoveryServices/vaults":"2025-02-01"},"ladder":{"name":"threat-detection","levels":[["Disabled"],["Enabled"]]},"confidence":"documented","sources":["threat-detection"]}
{"topic":"Redundancy, restore, encryption, network and alerts","checked":"2026-11-30","id":"cis-benchmark","says":"The CIS Microsoft Azure Storage Services Benchmark v2.0.0 asks for soft delete (3.1.1), immutability (3.1.2), customer-managed keys (3.1.3), infrastructure encryption (3.1.4), cross-region restore (3.1.5) and no cross-subscription restore (3.1.6) on Backup vaults, and the last on Recovery Services vaults (3.2.7).","types":["Microsoft.RecoveryServices/vaults","Microsoft.DataProtection/backupVaults"],"confidence":"reported","sources":["cis-storage"]}
`;

/** An outcome a line. */
export const outcomeLines = `
{"id":"retention-refused","kind":"refused","text":"Azure refuses it: the vault is immutable, so retention can only grow.","facts":["immutable-vault-blocks-shorter-retention"]}
{"id":"retention-applied","kind":"applied","text":"Azure prunes recovery points outside the new range at the next clean-up. They stay soft-deleted for 14 days or more; log recovery points of databases cannot be brought back.","facts":["retention-change-is-retroactive","soft-delete-keeps-pruned-points"]}
{"id":"rule-removal-on-immutable-vault","kind":"undocumented","text":"The vault is immutable, so Azure refuses to reduce retention. Whether it counts the removal of one rule as that is not documented.","facts":["immutable-vault-and-removed-rules","immutable-vault-blocks-shorter-retention"]}
{"id":"rule-removal","kind":"undocumented","text":"Azure makes no more recovery points of this kind. Whether those that exist keep their expiry is not documented.","facts":["retention-rule-removed"]}
{"id":"backup-vault-policy-refused","kind":"refused","text":"Azure refuses to update a policy of a Backup vault (UserErrorBMSUpdatePolicyNotSupported). It takes a new policy, and instances that use it.","facts":["backup-vault-policies-cannot-be-updated"]}
{"id":"snapshots-applied","kind":"applied","text":"Azure deletes older snapshots at the next clean-up.","facts":["retention-change-is-retroactive","snapshots-lie-beside-the-source"],"confidence":"inferred"}
{"id":"snapshots-of-immutable-vault","kind":"undocumented","text":"Immutability does not cover operational backups of blobs, files and disks; for snapshots of VMs Microsoft does not say. Whether Azure blocks this change is not documented.","facts":["immutability-and-vm-snapshots","immutability-skips-operational-backups"]}
{"id":"retention-increase-refused","kind":"refused","text":"Azure refuses it: in an immutable vault, retention cannot be raised while any item of the policy has its backups suspended.","facts":["immutable-vault-and-suspended-backups"]}
{"id":"share-vault-tier-removed","kind":"refused","text":"Microsoft's PowerShell module refuses it, because the policy of a file share cannot go back from the vault tier to snapshots. A refusal by the service was not seen.","facts":["share-policy-keeps-the-vault-tier"]}
{"id":"daily-points-removed","kind":"applied","text":"Azure applies it and cleans up the daily recovery points that exist.","facts":["daily-points-go-with-the-daily-schedule"]}
{"id":"daily-points-removed-on-immutable-vault","kind":"undocumented","text":"In an immutable vault schedules may change. Whether Azure blocks the clean-up of daily recovery points that follows is not documented.","facts":["immutable-vault-and-removed-daily-points","immutable-vault-and-schedules"]}
{"id":"days-deselected","kind":"applied","text":"Azure applies it: recovery points that exist keep their retention, and new ones of the other days do not get it.","facts":["retention-days-deselected"]}
{"id":"days-deselected-on-immutable-vault","kind":"undocumented","text":"The vault is immutable, so Azure refuses to reduce retention. Whether it counts fewer selected days as that is not documented.","facts":["immutable-vault-and-removed-rules","immutable-vault-blocks-shorter-retention"]}
{"id":"schedule-applied","kind":"applied","text":"Azure applies it, in an immutable vault, too, because immutability does not cover schedules.","facts":["immutable-vault-and-schedules","guard-covers-retention-and-schedules"]}
{"id":"vault-is-not-immutable","kind":"applied","text":"{inner} The vault is not immutable.","facts":["immutability-levels"]}
{"id":"vault-is-not-declared-immutable","kind":"applied","text":"{inner} Base does not declare the vault immutable, and by default it is not.","facts":["immutability-is-off-by-default"]}
{"id":"vault-stops-being-immutable","kind":"applied","text":"{inner} The same change switches immutability off, so nothing stops it.","facts":["immutability-levels"]}
{"id":"vault-becomes-immutable","kind":"undocumented","text":"The same change makes the vault immutable. Whether Azure then refuses it is not documented. If it does not: {inner}","facts":["immutability-and-its-own-deployment"]}
{"id":"vault-may-stop-being-immutable","kind":"depends","text":"If immutability stays on, Azure may refuse it. If not: {inner}","facts":["immutability-levels"]}
{"id":"vault-may-be-immutable","kind":"depends","text":"If the vault is immutable, Azure may refuse it. If not: {inner}","facts":["immutability-levels"]}
{"id":"vault-is-not-declared","kind":"depends","text":"Base does not declare the vault. If it is immutable, Azure may refuse it. If not: {inner}","facts":["immutability-levels"]}
{"id":"vault-state-is-stated","kind":"depends","text":"{inner} The configuration gives the state of the vault; the template does not declare it.","facts":["immutability-levels"]}
{"id":"vault-is-guarded","kind":"depends","text":"{inner} Base links the vault to a resource guard: the deployer needs an authorization on it, unless the guard excludes the operation.","facts":["guard-asks-for-an-authorization"]}
{"id":"vault-may-be-guarded","kind":"depends","text":"{inner} A resource guard, if one is linked, asks for an authorization.","facts":["guard-asks-for-an-authorization"]}
{"id":"item-policy-refused","kind":"refused","text":"Azure refuses it: in an immutable vault, an item can only get a policy that keeps at least as long.","facts":["immutable-vault-blocks-lower-policy"]}
{"id":"item-policy-applied","kind":"applied","text":"Azure applies the new retention to the recovery points of the item, too, and prunes the rest. They stay soft-deleted for 14 days or more; log recovery points of databases cannot be brought back.","facts":["item-policy-change-is-retroactive","soft-delete-keeps-pruned-points"]}
{"id":"instance-policy-applied","kind":"applied","text":"Azure applies it. Recovery points that exist keep their retention; new ones follow the new policy.","facts":["instance-policy-change-is-not-retroactive"]}
{"id":"instance-policy-of-immutable-vault","kind":"undocumented","text":"For an immutable Backup vault Microsoft lists only the deletion of data as blocked, so Azure may apply it. Recovery points that exist keep their retention; new ones follow the new policy.","facts":["immutable-backup-vault-blocks-deletion-only","instance-policy-change-is-not-retroactive"]}
{"id":"instance-policy-operational","kind":"applied","text":"Azure applies it: immutability does not cover operational backups. Recovery points that exist keep their retention; new ones follow the new policy.","facts":["instance-policy-change-is-not-retroactive","immutability-skips-operational-backups"]}
{"id":"backups-stopped-or-suspended","kind":"depends","text":"If backups stop, Azure keeps the recovery points until they are deleted by hand. If they are suspended, it keeps them as long as the policy says.","facts":["stopped-backups-keep-their-points","suspended-backups-age-out","unknown-backup-state"]}
{"id":"backups-stopped","kind":"applied","text":"Azure makes no more backups and keeps the recovery points until they are deleted by hand, in an immutable vault, too.","facts":["stopped-backups-keep-their-points","immutable-vault-blocks-deletion"]}
{"id":"backups-suspended","kind":"applied","text":"Azure makes no more backups, and recovery points expire as the policy says, but for the last one. Meanwhile the retention of the policy cannot be raised.","facts":["suspended-backups-age-out","immutable-vault-and-suspended-backups"]}
{"id":"backups-may-be-suspended","kind":"depends","text":"Azure suspends backups in immutable vaults only. If this is one: Azure makes no more backups, and recovery points expire as the policy says, but for the last one. Meanwhile the retention of the policy cannot be raised.","facts":["suspending-needs-immutability","suspended-backups-age-out","immutable-vault-and-suspended-backups"]}
{"id":"suspending-refused","kind":"refused","text":"Azure refuses it: backups can be suspended in immutable vaults only.","facts":["suspending-needs-immutability"]}
{"id":"item-redeployed","kind":"undocumented","text":"Deploying an item of an immutable vault again was reported to fail, even with the same policy. Microsoft does not document it.","facts":["redeployed-items-were-refused"]}
{"id":"item-narrowed","kind":"applied","text":"Azure applies it, in an immutable vault, too: recovery points that exist stay, and new ones lack what is left out.","facts":["left-out-sources-have-no-new-backups"]}
{"id":"auto-protection-ended","kind":"refused","text":"Azure refuses it: auto-protection of containers is permanent.","facts":["auto-protection-of-containers-is-final"]}
{"id":"auto-protection-begun","kind":"irreversible","text":"Once applied, it is for good. Azure does not go back to a list of containers.","facts":["auto-protection-of-containers-is-final"]}
{"id":"basic-protection-deleted","kind":"applied","text":"Azure disables the basic protection of the VM and deletes its recovery points at once.","facts":["basic-vm-protection-can-be-deleted"]}
{"id":"item-source-changed","kind":"undocumented","text":"Whether Azure refuses it, or takes the other source from then on, is not documented.","facts":["item-source-change"]}
{"id":"removal-undeclared","kind":"depends","text":"If the deployment deletes what it does not declare: {inner}","facts":["incremental-keeps-what-is-missing"]}
{"id":"vault-deletion-refused","kind":"refused","text":"Azure refuses to delete the vault while it holds data that is immutable.","facts":["immutable-vault-cannot-be-emptied"]}
{"id":"vault-deletion","kind":"depends","text":"Azure soft-deletes the vault if it is empty or holds only soft-deleted items, and refuses otherwise.","facts":["soft-delete-of-vaults"]}
{"id":"vault-created-anew","kind":"applied","text":"Azure creates a new, empty vault and leaves the old one as it is, with what is in it.","facts":["vault-name-and-place-are-its-identity","incremental-keeps-what-is-missing"]}
{"id":"vault-created-and-old-one-deleted","kind":"depends","text":"Azure creates a new, empty vault. {inner}","facts":["vault-name-and-place-are-its-identity"]}
{"id":"policy-deletion-refused","kind":"refused","text":"Azure refuses to delete the policy: items of head still use it.","facts":["policy-in-use-cannot-be-deleted"]}
{"id":"policy-deletion","kind":"depends","text":"Azure deletes the policy, unless items still use it.","facts":["policy-in-use-cannot-be-deleted"]}
{"id":"item-deletion-refused","kind":"refused","text":"Azure refuses to delete the data of the item: the vault is immutable.","facts":["immutable-vault-blocks-deletion"]}
{"id":"item-deletion","kind":"applied","text":"Azure stops protecting the item and deletes its backup data. The data stays soft-deleted for 14 days or more and can be undeleted until then.","facts":["item-deletion-deletes-its-data","soft-delete-keeps-deleted-data"]}
{"id":"instance-deletion","kind":"applied","text":"Azure stops protecting the item and deletes its backup data. While soft delete is on, the data can be undeleted for 14 days or more.","facts":["item-deletion-deletes-its-data","soft-delete-keeps-deleted-data"]}
{"id":"intent-deletion","kind":"applied","text":"Azure deletes the intent. Databases that are protected stay so; new ones are not protected.","facts":["intent-removal-leaves-databases"]}
{"id":"container-deletion","kind":"depends","text":"Azure unregisters the container, unless items in it are still protected.","facts":["container-with-items-stays-registered","guard-covers-hybrid-containers"]}
{"id":"mapping-deletion","kind":"undocumented","text":"The API has no DELETE for a mapping, so a deployment may not be able to remove it. Restores from the source vault stop with it; the backups there stay.","facts":["cross-tenant-mapping-has-no-delete","cross-tenant-mapping"]}
{"id":"guard-deletion","kind":"depends","text":"Azure was reported to refuse to delete a resource guard while vaults are linked to it.","facts":["guard-in-use-deletion"]}
{"id":"guard-link-deletion","kind":"depends","text":"Azure unlinks the vault from its guard, if the deployer has an authorization on the guard.","facts":["guard-asks-for-an-authorization","guard-mandatory-operations"]}
{"id":"deletion","kind":"applied","text":"Azure deletes it.","facts":["stack-deletes-what-is-missing"],"confidence":"inferred"}
{"id":"lock-deletion","kind":"applied","text":"Azure deletes it.","facts":["lock-removal-is-immediate"]}
{"id":"immutability-locked","kind":"irreversible","text":"Once applied, it is for good: a locked vault can never be unlocked.","facts":["immutability-locked-is-final"]}
{"id":"immutability-locked-in-one-step","kind":"irreversible","text":"A Recovery Services vault was reported to refuse the lock unless it is Unlocked first. Once applied, it is for good.","facts":["immutability-lock-needs-unlocked","immutability-locked-is-final"]}
{"id":"immutability-locked-from-nothing","kind":"irreversible","text":"A Backup vault was reported once to need Disabled or Unlocked first. Once applied, the lock is for good.","facts":["immutability-lock-of-backup-vault-from-nothing","immutability-locked-is-final"]}
{"id":"immutability-left-out","kind":"undocumented","text":"A deployment may reset what it leaves out. Whether it does so here is not documented.","facts":["immutability-undeclared","left-out-properties-may-be-reset"]}
{"id":"immutability-left-out-of-locked-vault","kind":"undocumented","text":"A locked vault cannot lose its state. Whether a deployment that leaves it out is refused or ignored is not documented.","facts":["immutability-undeclared","immutability-locked-is-final"]}
{"id":"immutability-unlocked","kind":"refused","text":"Azure refuses it: a locked vault cannot be unlocked, so the deployment fails.","facts":["immutability-locked-is-final"]}
{"id":"immutability-disabled","kind":"applied","text":"Azure applies it: until a vault is locked, immutability can be switched off.","facts":["immutability-levels","guard-covers-immutability"]}
{"id":"immutability-type-left-out","kind":"undocumented","text":"Whether a deployment that leaves the type out resets it is not documented. From api-version 2026-05-01 on, a Recovery Services vault that is immutable was reported to be refused without one.","facts":["left-out-properties-may-be-reset","immutability-type-required"]}
{"id":"immutability-type-required","kind":"refused","text":"From api-version 2026-05-01 on, Azure was reported to refuse an immutable vault without a type.","facts":["immutability-type-required"]}
{"id":"immutability-period-after-lock","kind":"undocumented","text":"The lock was said to fix this, too. Microsoft does not document it.","facts":["immutability-period-fixed-by-lock"]}
{"id":"immutability-period-before-lock","kind":"undocumented","text":"Until a vault is locked, Azure may apply it. Microsoft does not document it.","facts":["immutability-period-before-lock"]}
{"id":"soft-delete-locked","kind":"irreversible","text":"Once applied, soft delete can never be switched off again.","facts":["soft-delete-always-on-is-final"]}
{"id":"soft-delete-left-out","kind":"undocumented","text":"Soft delete that is always on cannot be switched off. What a deployment that leaves it out does is not documented.","facts":["soft-delete-undeclared","soft-delete-always-on-is-final"]}
{"id":"soft-delete-always-on-refused","kind":"refused","text":"Azure refuses it: soft delete that is always on cannot be taken back.","facts":["soft-delete-always-on-is-final"]}
{"id":"soft-delete-of-recovery-services-refused","kind":"refused","text":"Azure refuses it: soft delete of a Recovery Services vault cannot be switched off (state of 2025-11-10).","facts":["soft-delete-of-recovery-services-cannot-be-off"]}
{"id":"soft-delete-refused-by-version","kind":"refused","text":"Azure refuses it from api-version 2025-09-01 on.","facts":["soft-delete-of-backup-vault-off-by-version"]}
{"id":"soft-delete-refused-by-region","kind":"refused","text":"Azure refuses it in {region} with any api-version (state of 2025-11-10).","facts":["soft-delete-of-backup-vault-off-by-region"]}
{"id":"soft-delete-off-by-version","kind":"depends","text":"Azure refuses it from api-version 2025-09-01 on and applies it in older ones, except in Australia East, East Asia and West Central US (state of 2025-11-10).","facts":["soft-delete-of-backup-vault-off-by-version","soft-delete-of-backup-vault-off-by-region"]}
{"id":"soft-delete-off-in-unknown-region","kind":"applied","text":"Azure applies it in api-versions before 2025-09-01, except in Australia East, East Asia and West Central US (state of 2025-11-10). Backup data that is deleted is then gone at once.","facts":["soft-delete-of-backup-vault-off-by-version","soft-delete-of-backup-vault-off-by-region"]}
{"id":"soft-delete-off","kind":"applied","text":"Azure applies it in api-versions before 2025-09-01. Backup data that is deleted is then gone at once.","facts":["soft-delete-of-backup-vault-off-by-version","soft-delete-of-backup-vault-off-by-region"]}
{"id":"soft-delete-period-shortened","kind":"applied","text":"Azure applies it at any time. What is deleted from then on can be brought back for a shorter time.","facts":["soft-delete-period-range"]}
{"id":"soft-delete-period-required","kind":"refused","text":"From api-version 2026-02-01 on, Azure is said to refuse soft delete settings without the number of days.","facts":["soft-delete-period-required"]}
{"id":"soft-delete-period-left-out","kind":"undocumented","text":"A new vault has 14 days. Whether leaving the period out resets that of a vault that exists is not documented.","facts":["soft-delete-period-undeclared","soft-delete-period-range","soft-delete-period-required"]}
{"id":"soft-delete-surfaces","kind":"depends","text":"Once the vault sets soft delete, Azure was reported to refuse it in backupconfig, even with equal values (BMSUserErrorSoftDeleteUseVaultApi). Which of the two counts until then is not documented.","facts":["soft-delete-surfaces-exclude-each-other"]}
{"id":"redundancy-surfaces","kind":"depends","text":"Once the vault sets its redundancy, Azure was reported to refuse it in backupstorageconfig, even with equal values (BMSUserErrorRedundancySettingsUseVaultApi). Which of the two counts until then is not documented.","facts":["redundancy-surfaces-exclude-each-other"]}
{"id":"hybrid-security-always-on-refused","kind":"refused","text":"Azure refuses it: security features that are always on cannot be switched off.","facts":["hybrid-security-always-on-is-final"]}
{"id":"hybrid-security-lowered","kind":"depends","text":"With a resource guard on the vault, the deployer needs an authorization on it. Without one, Azure applies it.","facts":["guard-mandatory-operations","guard-asks-for-an-authorization"]}
{"id":"redundancy-changed","kind":"depends","text":"Azure refuses it once something is protected in the vault. Until then, it applies it.","facts":["redundancy-fixed-by-the-first-item"]}
{"id":"redundancy-of-backup-vault-changed","kind":"depends","text":"Microsoft's page allows it until something is protected in the vault. Microsoft's tool and Terraform say that it is fixed when the vault is created.","facts":["redundancy-of-backup-vault-fixed"]}
{"id":"cross-region-restore-off","kind":"depends","text":"Azure refuses it once something is protected in the vault. Until then, it applies it.","facts":["cross-region-restore-fixed-by-the-first-item"]}
{"id":"cross-region-restore-of-backup-vault-off","kind":"refused","text":"Azure refuses it, says Terraform: cross-region restore of a Backup vault cannot be switched off. Microsoft's page does not say.","facts":["cross-region-restore-of-backup-vault"]}
{"id":"cross-subscription-restore-locked","kind":"irreversible","text":"Once applied, it is for good. Restores to other subscriptions cannot be allowed again.","facts":["cross-subscription-restore-permanent-is-final"]}
{"id":"cross-subscription-restore-refused","kind":"refused","text":"Azure refuses it: PermanentlyDisabled is for good.","facts":["cross-subscription-restore-permanent-is-final"]}
{"id":"cross-subscription-restore-opened","kind":"applied","text":"Azure applies it. It can be taken back.","facts":["cross-subscription-restore-levels"]}
{"id":"cross-tenant-mapping-added","kind":"applied","text":"Azure applies it. The vault can then restore the recovery points of the source vault.","facts":["cross-tenant-mapping","guard-mandatory-operations"]}
{"id":"public-network-opened","kind":"applied","text":"Azure applies it. It can be taken back.","facts":["public-network-levels"]}
{"id":"customer-key-refused","kind":"refused","text":"Azure refuses it: a vault that is encrypted with a customer-managed key stays so.","facts":["customer-key-is-final"]}
{"id":"customer-key-changed","kind":"depends","text":"Azure encrypts the vault with the other key if the vault can read it. A resource guard, if one is linked, asks for an authorization.","facts":["customer-key-can-change","guard-covers-encryption"]}
{"id":"customer-key-identity-changed","kind":"depends","text":"Without an identity that can read its key, the backups, restores and expiry of the vault fail. In a Backup vault, Azure refuses key and identity in one request.","facts":["customer-key-and-identity"]}
{"id":"infrastructure-encryption-refused","kind":"refused","text":"Azure refuses it: infrastructure encryption is chosen with the first customer-managed key and stays.","facts":["infrastructure-encryption-is-final"]}
{"id":"job-alerts-off","kind":"applied","text":"Azure applies it. It raises no alert for failed jobs from then on.","facts":["job-alerts"]}
{"id":"site-recovery-alerts-off","kind":"applied","text":"Azure applies it. It raises no alert for these issues of Site Recovery from then on.","facts":["site-recovery-alerts"]}
{"id":"threat-detection-off","kind":"applied","text":"Azure applies it. Backups of VMs are no longer scanned for threats.","facts":["threat-detection"]}
{"id":"region-of-choice-off","kind":"undocumented","text":"What Azure does with backups in another region is not documented.","facts":["region-of-choice"]}
{"id":"stack-deletes","kind":"depends","text":"From then on, the stack deletes what its template drops. Items of an immutable vault, and vaults that hold some, it cannot delete.","facts":["stack-deletes-what-is-missing","stack-cannot-delete-immutable-items"],"confidence":"inferred"}
{"id":"stack-applied","kind":"applied","text":"Azure applies it with the next update of the stack.","facts":["stack-deny-levels","stack-deny-children-levels"]}
{"id":"lock-applied","kind":"applied","text":"Azure applies it at once.","facts":["lock-removal-is-immediate"]}
{"id":"guard-operation-named","kind":"depends","text":"Azure lets the operation through if the deployer has a role on the guard at that moment, such as Backup MUA Operator.","facts":["guard-requests-are-references"]}
{"id":"guard-exclusion-refused","kind":"refused","text":"Azure was reported to refuse it (BMSUserErrorInvalidCriticalOperationExclusionList): some of these operations are always covered.","facts":["guard-mandatory-operations"]}
{"id":"guard-exclusion-applied","kind":"applied","text":"Azure applies it. These operations need no authorization from then on.","facts":["guard-operations","guard-asks-for-an-authorization"],"confidence":"inferred"}
{"id":"guard-restore-excluded","kind":"applied","text":"Azure applies it. Restores need no authorization, which is the default.","facts":["guard-restore-is-off-by-default"]}
{"id":"guard-role-assigned","kind":"applied","text":"Azure applies it. The holder of the role can then do the operations that the guard covers.","facts":["guard-roles-override-it"]}
{"id":"guard-link-changed","kind":"depends","text":"The guard that is linked now covers this operation. Without an authorization on it, Azure refuses it.","facts":["guard-asks-for-an-authorization","guard-operations"],"confidence":"inferred"}
{"id":"location-changed","kind":"refused","text":"Azure refuses it: a deployment cannot move a resource to another location.","facts":["location-cannot-change"]}
{"id":"unread-property","kind":"undocumented","text":"Azure drops what it does not know, or refuses the deployment. Which of the two is not documented.","facts":["properties-need-their-api-version"]}
{"id":"declared-twice","kind":"undocumented","text":"Azure refuses a template that declares a resource twice. Where two deployments declare it, the last one counts; which one that is is not documented unless one depends on the other.","facts":["resource-declared-twice"]}
{"id":"only-new-deployments","kind":"depends","text":"Azure skips a resource that exists (@onlyIfNotExists), so only new deployments are weaker. For those: {inner}","facts":["only-if-not-exists"]}
{"id":"both-refused","kind":"refused","text":"Azure refuses each part, so the deployment fails. Other changes in the same deployment can still be applied.","facts":["immutable-vault-blocks-shorter-retention","immutability-locked-is-final"],"confidence":"inferred"}
{"id":"both-applied","kind":"applied","text":"Azure applies both. With the safeguard gone, nothing holds up the loss. Where soft delete applies, it can be brought back for 14 to 180 days.","facts":["soft-delete-keeps-deleted-data","soft-delete-keeps-pruned-points","immutability-levels"],"confidence":"inferred"}
{"id":"both-applied-without-soft-delete","kind":"applied","text":"Azure applies both. With the safeguard and soft delete gone, nothing holds up the loss and nothing brings it back.","facts":["soft-delete-of-backup-vault-off-by-version","soft-delete-keeps-deleted-data"],"confidence":"inferred"}
{"id":"some-applied","kind":"depends","text":"It depends on the parts. That Azure refuses one of them does not keep it from applying another.","facts":["immutability-levels"],"confidence":"inferred"}
`;
